using Insights.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Finds what is due and queues a message for each piece of it. What is due comes from stored state, never from the time of the last
/// run: a timer may be late, or skip a run, and nothing is missed. Every piece is tried: what fails is counted, and fails the run when it
/// is over, so that somebody learns of it.
/// </summary>
public sealed partial class MaintenanceDispatcher(
    UsageIndex index, ErasureTable erasures, MaintenanceQueues queues, MonthKeeper months, TimeProvider clock, IOptions<AggregationOptions> aggregation, IOptions<Usage.UsageOptions> usage,
    ILogger<MaintenanceDispatcher> logger)
{
    private const string EveryTenMinutes = "0 */10 * * * *";

    /// <summary>How long the journal of changes is kept: readers that have not looked for as long start anew.</summary>
    internal static readonly TimeSpan JournalKept = TimeSpan.FromDays(2);

    /// <summary>How long after its last step an erasure's message must be lost.</summary>
    private static readonly TimeSpan Stalled = TimeSpan.FromMinutes(15);

    /// <summary>How much longer than usage its erasure is remembered: messages may wait, and purges may be late.</summary>
    private static readonly TimeSpan ErasureSlack = TimeSpan.FromDays(14);

    /// <summary>Every ten minutes: partitions to fold, settle, pack or seal, and erasures that do not get on.</summary>
    [Function(nameof(DispatchFolds))]
    public async Task DispatchFolds([TimerTrigger(EveryTenMinutes)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var run = new DispatchRun(nameof(DispatchFolds), logger, cancellationToken);
        await run.TryAsync("passes", () => DispatchPassesAsync(run, cancellationToken));
        await run.TryAsync("stalled erasures", async () =>
        {
            var stalled = await erasures.GetStalledAsync(clock.GetUtcNow() - Stalled, cancellationToken);
            await run.TryEachAsync(stalled.Select(erasure => new EraseMessage(erasure.Id)), message => queues.SendAsync(message, cancellationToken));
        });
        run.ThrowIfAnyFailed();
    }

    /// <summary>Every night: what is older than the retention.</summary>
    [Function(nameof(DispatchPurges))]
    public async Task DispatchPurges([TimerTrigger("0 20 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var kept = now - usage.Value.Retention;
        var run = new DispatchRun(nameof(DispatchPurges), logger, cancellationToken);
        await run.TryAsync("months", () => months.KeepAsync(cancellationToken));
        await run.TryAsync("templates", async () =>
        {
            var templates = await index.GetTemplatesAsync(cancellationToken);
            await run.TryEachAsync(templates, template => queues.SendAsync(new PurgeMessage(template), cancellationToken));
        });
        await run.TryAsync("the index", () => index.TrimAsync(now - JournalKept, usage.Value.FirstDay(now), cancellationToken));
        await run.TryAsync("erasures", () => erasures.TrimAsync(kept - ErasureSlack, cancellationToken));
        run.ThrowIfAnyFailed();
    }

    private async Task DispatchPassesAsync(DispatchRun run, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var loose = await index.GetLooseAsync(cancellationToken);
        var schedule = new PassSchedule(loose, await queues.HasPassesAsync(cancellationToken), now, aggregation.Value);
        var due = schedule.Due().ToArray();
        LogDispatched(due.Length, loose.Count);

        // Noted in few transactions after the messages are sent: what a stop leaves out is asked for twice, not never.
        foreach (var some in due.Chunk(100))
        {
            var sent = await run.TryEachAsync(some, message => queues.SendAsync(message, cancellationToken));
            await run.TryAsync("notes of what was queued", () => index.NoteQueuedAsync([.. sent.SelectMany(message => message.Partitions())], now, cancellationToken));
        }
    }

    [LoggerMessage(110, LogLevel.Information, "{Due} of {Loose} loose partitions are due for a pass.")]
    private partial void LogDispatched(int due, int loose);
}
