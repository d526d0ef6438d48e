using Azure;
using Azure.Storage.Queues;

namespace Insights.Functions.Storage;

/// <summary>How many messages wait on each queue, poison queues included.</summary>
public sealed class QueueLengths(QueueServiceClient queues)
{
    /// <summary>The approximate lengths; 0 for a queue that was never needed.</summary>
    public async Task<IReadOnlyDictionary<string, int>> GetAsync(CancellationToken cancellationToken)
    {
        var names = StorageNames.Queues.SelectMany(name => new[] { name, name + StorageNames.PoisonSuffix }).ToArray();
        var lengths = await Task.WhenAll(names.Select(name => LengthAsync(name, cancellationToken)));
        return names.Zip(lengths).ToDictionary(queue => queue.First, queue => queue.Second);
    }

    private async Task<int> LengthAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await queues.GetQueueClient(name).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return 0;
        }
    }
}
