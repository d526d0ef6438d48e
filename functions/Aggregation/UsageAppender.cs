using Azure.Storage.Queues.Models;
using Insights.Functions.Storage;
using Insights.Functions.Telemetry;
using Insights.Functions.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>Takes usage from the queue into the table.</summary>
public sealed partial class UsageAppender(
    UsageTable usage, FoldPressure pressure, PassRequests requests, MaintenanceQueues queues, InsightsMetrics metrics, TimeProvider clock,
    IOptions<AggregationOptions> options, ILogger<UsageAppender> logger)
{
    /// <summary>
    /// Writes a message's rows and reads nothing, so that a redelivery writes the same rows. What is thrown makes the host deliver the
    /// message again and, after the attempts of host.json, put it on <c>usage-poison</c>.
    /// </summary>
    [Function(nameof(AppendUsage))]
    public async Task AppendUsage([QueueTrigger(StorageNames.UsageQueue)] QueueMessage message, CancellationToken cancellationToken)
    {
        UsageMessage parsed;
        try
        {
            parsed = UsageMessage.Parse(message.MessageText);
        }
        catch (SegmentFormatException e)
        {
            LogUnreadable(message.MessageId, message.DequeueCount, e);
            throw;
        }

        var touched = await usage.AppendAsync(parsed, cancellationToken);
        if (message.InsertedOn is { } sent)
        {
            metrics.Appended(clock.GetUtcNow() - sent);
        }

        await AskForPassesAsync(parsed, touched, cancellationToken);
    }

    // For old days that this process says now that it writes to: the pass finds all that came until then, so that an import leaves packed
    // days behind as it goes. For others when there is much to fold. The timer would ask as well, only later.
    private async Task AskForPassesAsync(UsageMessage message, IReadOnlyList<(Guid Template, DateOnly Day)> touched, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var (template, day) in touched.Where(partition => LoosePartition.IsOld(partition.Day, now)).DistinctBy(partition => partition.Template))
        {
            if (requests.Add(template, now))
            {
                await queues.SendAsync(new FoldMessage(template, day, News: true), cancellationToken, PassRequests.Delay);
            }
        }

        foreach (var partition in message.Parts.GroupBy(part => (part.Template, part.HalfHour.Day)))
        {
            var (template, day) = partition.Key;
            if (!LoosePartition.IsOld(day, now) && now < options.Value.SealsAt(day) && pressure.Add(template, day, partition.Count()))
            {
                await queues.SendAsync(new FoldMessage(template, day), cancellationToken);
            }
        }
    }

    [LoggerMessage(100, LogLevel.Error, "Usage message {MessageId} cannot be read (attempt {Attempt}) and will end on the poison queue.")]
    private partial void LogUnreadable(string messageId, long attempt, Exception exception);
}
