using Azure;
using Azure.Storage.Queues;

namespace Insights.Functions.Storage;

/// <summary>How long the messages at the fronts of queues have been there.</summary>
public sealed class QueueFronts(QueueServiceClient queues)
{
    /// <summary>When the message was sent that is next in turn, which is about the oldest; null where none waits.</summary>
    public async Task<DateTimeOffset?> FindAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            var front = await queues.GetQueueClient(queue).PeekMessageAsync(cancellationToken);
            return front.HasValue ? front.Value?.InsertedOn : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
