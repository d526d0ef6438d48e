using Azure.Storage.Queues.Models;
using Insights.Functions.Storage;
using Insights.Functions.Telemetry;
using Insights.Functions.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Aggregation;

/// <summary>Takes usage from the queue into the table.</summary>
public sealed partial class UsageAppender(UsageInbox inbox, InsightsMetrics metrics, TimeProvider clock, ILogger<UsageAppender> logger)
{
    /// <summary>
    /// Writes what a message says and reads nothing, so that a redelivery changes nothing. What is thrown makes the host deliver the
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

        await inbox.AddAsync(parsed, cancellationToken);
        if (message.InsertedOn is { } sent)
        {
            metrics.Appended(clock.GetUtcNow() - sent);
        }
    }

    [LoggerMessage(100, LogLevel.Error, "Usage message {MessageId} cannot be read (attempt {Attempt}) and will end on the poison queue.")]
    private partial void LogUnreadable(string messageId, long attempt, Exception exception);
}
