using Azure.Storage.Queues.Models;

namespace Insights.Local.Tests.Functions;

/// <summary>What a test has its queue function do.</summary>
public delegate Task QueueScript(QueueMessage message, CancellationToken cancellationToken);
