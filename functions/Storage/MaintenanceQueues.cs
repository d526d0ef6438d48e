using System.Text.Json;
using Azure.Storage.Queues;

namespace Insights.Functions.Storage;

/// <summary>The queues of work on what is stored. Messages are JSON, in which a later release may add fields but not change any.</summary>
public sealed class MaintenanceQueues(QueueServiceClient queues)
{
    private readonly QueueClient _fold = queues.GetQueueClient(StorageNames.FoldQueue);
    private readonly QueueClient _purge = queues.GetQueueClient(StorageNames.PurgeQueue);
    private readonly QueueClient _erase = queues.GetQueueClient(StorageNames.EraseQueue);

    /// <summary>Asks for a pass over a partition, after a while if <paramref name="delay"/> says so.</summary>
    internal Task SendAsync(FoldMessage message, CancellationToken cancellationToken, TimeSpan? delay = null) =>
        _fold.SendMessageAsync(JsonSerializer.Serialize(message, MaintenanceJson.Default.FoldMessage), delay, cancellationToken: cancellationToken);

    /// <summary>Whether passes are asked for that were not made yet, or are being made.</summary>
    internal async Task<bool> HasPassesAsync(CancellationToken cancellationToken) =>
        (await _fold.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount > 0;

    /// <summary>Asks for what is too old of a template to be deleted.</summary>
    internal Task SendAsync(PurgeMessage message, CancellationToken cancellationToken) =>
        _purge.SendMessageAsync(JsonSerializer.Serialize(message, MaintenanceJson.Default.PurgeMessage), cancellationToken);

    /// <summary>Asks for a step of an erasure.</summary>
    internal Task SendAsync(EraseMessage message, CancellationToken cancellationToken) =>
        _erase.SendMessageAsync(JsonSerializer.Serialize(message, MaintenanceJson.Default.EraseMessage), cancellationToken);
}
