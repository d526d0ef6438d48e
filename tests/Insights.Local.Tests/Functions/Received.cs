using System.Collections.Concurrent;

namespace Insights.Local.Tests.Functions;

/// <summary>Bodies that queue functions were given.</summary>
public sealed class Received : ConcurrentQueue<string>;
