using Insights.Coder.Database;
using Insights.Coder.Reading;
using Insights.Coder.Sending;
using Insights.Coder.State;

namespace Insights.Coder.Following;

/// <summary>Reads as counts what is not read row by row, newest day first, and notes each day that is done.</summary>
internal sealed class HistoryImporter(CoderDatabase database, IInsightsSink sink, SourceOptions options, TimeProvider clock)
{
    private readonly UsageBucketReader _buckets = new(database);
    private long _started = clock.GetTimestamp();
    private int _daysDone;
    private long _rows;

    /// <summary>Reads the next days.</summary>
    /// <returns>The state then, and how far it got; null when nothing is left to read, or it cannot be.</returns>
    public async Task<(SourceState State, HistoryProgress Progress)?> RunAsync(SourceState state, SourceTerms terms, CancellationToken cancellationToken)
    {
        if (state.Pending is not [.., var range] || (await database.GetSchemaAsync(cancellationToken)).Problems(Relations.UsageStats, Relations.UsageSessionApps).Count > 0)
        {
            (_started, _daysDone, _rows) = (clock.GetTimestamp(), 0, 0);
            return null;
        }

        var (oldest, _) = await _buckets.ReadBoundsAsync(cancellationToken);
        var from = Later(Later(range.From, HalfHours.Ceiling(clock.GetUtcNow().UtcDateTime - terms.Retention + TimeSpan.FromHours(1))), oldest ?? Always.Until);
        var days = Days(from, range.To!.Value).Take(options.HistoryParallelism).ToArray();
        await Parallel.ForEachAsync(
            days,
            new ParallelOptions { MaxDegreeOfParallelism = options.HistoryParallelism, CancellationToken = cancellationToken },
            async (day, cancel) => await ImportAsync(day.From, day.To!.Value, cancel));
        var left = days.Length > 0 ? days[^1].From : range.From;
        _daysDone += days.Length;
        return (
            state with { Pending = left > from ? [.. state.Pending.SkipLast(1), range with { To = left }] : [.. state.Pending.SkipLast(1)] },
            new HistoryProgress(_daysDone, left > from ? Days(from, left).Count() : 0, _rows, clock.GetElapsedTime(_started)));
    }

    // The days of a range, or the parts of them that are in it, newest first.
    private static IEnumerable<HalfHours> Days(DateTime from, DateTime to)
    {
        while (to > from)
        {
            var day = to.AddTicks(-1).Date;
            yield return new HalfHours(Later(day, from), to);
            to = day;
        }
    }

    private async Task ImportAsync(DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        var buckets = await _buckets.ReadAsync(from, to, cancellationToken);
        Interlocked.Add(ref _rows, buckets.Count);
        if (buckets.Count > 0)
        {
            await sink.ImportAsync(DateOnly.FromDateTime(from), buckets, cancellationToken);
        }
    }

    private static DateTime Later(DateTime left, DateTime right) => left > right ? left : right;
}
