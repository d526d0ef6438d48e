using Azure.Storage.Queues;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>The queue that carries usage from ingest to aggregation.</summary>
public sealed class UsageQueue(QueueServiceClient queues)
{
    private readonly QueueClient _queue = queues.GetQueueClient(StorageNames.UsageQueue);

    // A message that nobody took would otherwise be gone after seven days.
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>Sends a message; when this returns it is durable.</summary>
    public Task SendAsync(UsageMessage message, CancellationToken cancellationToken) =>
        _queue.SendMessageAsync(message.ToText(), timeToLive: Forever, cancellationToken: cancellationToken);

    /// <summary>Fails when the queue does not answer.</summary>
    public Task PingAsync(CancellationToken cancellationToken) => _queue.GetPropertiesAsync(cancellationToken);
}
