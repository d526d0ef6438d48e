using Microsoft.Azure.Functions.Worker;

namespace Insights.Local.Tests.Functions;

/// <summary>What a test has its timer function do.</summary>
public delegate Task TimerScript(TimerInfo timer);
