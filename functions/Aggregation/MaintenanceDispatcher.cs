using Insights.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Finds what is due and queues a message for each piece of it. What is due comes from stored state, never from the time of the last
/// run: a timer may be late, or skip a run, and nothing is missed.
/// </summary>
public sealed partial class MaintenanceDispatcher(
    UsageIndex index, ErasureTable erasures, MaintenanceQueues queues, TimeProvider clock, IOptions<AggregationOptions> aggregation, IOptions<Usage.UsageOptions> usage,
    ILogger<MaintenanceDispatcher> logger)
{
    private const int Parallelism = 8;

    /// <summary>How long the journal of changes is kept: readers that have not looked for as long start anew.</summary>
    internal static readonly TimeSpan JournalKept = TimeSpan.FromDays(2);

    /// <summary>How long after its last step an erasure's message must be lost.</summary>
    private static readonly TimeSpan Stalled = TimeSpan.FromMinutes(15);

    /// <summary>How much longer than usage its erasure is remembered: messages may wait, and purges may be late.</summary>
    private static readonly TimeSpan ErasureSlack = TimeSpan.FromDays(14);

    /// <summary>Every ten minutes: partitions to fold, settle or seal, and erasures that do not get on.</summary>
    [Function(nameof(DispatchFolds))]
    public async Task DispatchFolds([TimerTrigger("0 */10 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var loose = await index.GetLooseAsync(cancellationToken);
        var due = loose.Where(partition => IsDue(partition, now)).ToArray();
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (partition, cancel) => await queues.SendAsync(new FoldMessage(partition.Template, partition.Day), cancel));
        foreach (var erasure in await erasures.GetStalledAsync(now - Stalled, cancellationToken))
        {
            await queues.SendAsync(new EraseMessage(erasure.Id), cancellationToken);
        }

        LogDispatched(due.Length, loose.Count);
    }

    /// <summary>Every night: what is older than the retention.</summary>
    [Function(nameof(DispatchPurges))]
    public async Task DispatchPurges([TimerTrigger("0 20 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var template in await index.GetTemplatesAsync(cancellationToken))
        {
            await queues.SendAsync(new PurgeMessage(template), cancellationToken);
        }

        var kept = now - usage.Value.Retention;
        await index.TrimAsync(now - JournalKept, DateOnly.FromDateTime(kept.UtcDateTime), cancellationToken);
        await erasures.TrimAsync(kept - ErasureSlack, cancellationToken);
    }

    internal bool IsDue(LoosePartition partition, DateTimeOffset now) =>
        partition is not { Checked: { } begun, Due: { } due }
        || (now - begun >= TimeSpan.FromMinutes(aggregation.Value.FoldIntervalMinutes) && (due <= now || partition.MayHaveNews));

    [LoggerMessage(110, LogLevel.Information, "{Due} of {Loose} loose partitions are due for a pass.")]
    private partial void LogDispatched(int due, int loose);
}
