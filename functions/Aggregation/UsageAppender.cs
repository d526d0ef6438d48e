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
    UsageTable usage, FoldPressure pressure, MaintenanceQueues queues, InsightsMetrics metrics, TimeProvider clock,
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

        await usage.AppendAsync(parsed, cancellationToken);
        if (message.InsertedOn is { } sent)
        {
            metrics.Appended(clock.GetUtcNow() - sent);
        }

        foreach (var partition in parsed.Parts.GroupBy(part => (part.Template, part.HalfHour.Day)))
        {
            // A day that is sealed already is left to the timer: late events trickle in, and each pass rewrites the whole day.
            if (clock.GetUtcNow() < options.Value.SealsAt(partition.Key.Day)
                && pressure.Add(partition.Key.Template, partition.Key.Day, partition.Count()))
            {
                await queues.SendAsync(new FoldMessage(partition.Key.Template, partition.Key.Day), cancellationToken);
            }
        }
    }

    [LoggerMessage(100, LogLevel.Error, "Usage message {MessageId} cannot be read (attempt {Attempt}) and will end on the poison queue.")]
    private partial void LogUnreadable(string messageId, long attempt, Exception exception);
}
