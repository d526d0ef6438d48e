using Insights.Coder.Database;
using Insights.Coder.Reading;
using Insights.Coder.Sending;
using Insights.Coder.State;

namespace Insights.Coder.Following;

/// <summary>Reads as counts what is not read row by row, newest day first, and notes each day that is done.</summary>
internal sealed class HistoryImporter(CoderDatabase database, IInsightsSink sink, SourceOptions options, TimeProvider clock)
{
    private readonly UsageBucketReader _buckets = new(database);
    private long _started;
    private int _daysDone;
    private long _rows;

    /// <summary>Reads the next days.</summary>
    /// <returns>The state then, and how far it got; null when nothing is left to read, or it cannot be.</returns>
    public async Task<(SourceState State, HistoryProgress Progress)?> RunAsync(SourceState state, SourceTerms terms, CancellationToken cancellationToken)
    {
        var (oldest, newest) = await BoundsAsync(cancellationToken);
        var final = newest is { } last ? HalfHours.Floor(last - SourceTimes.Final) : Always.Since;
        if (state.Pending.LastOrDefault(range => range.From < final) is not { } range)
        {
            (_daysDone, _rows) = (0, 0);
            return null;
        }

        if (_daysDone == 0)
        {
            _started = clock.GetTimestamp();
        }

        // What Coder may still change waits until it does not.
        var to = range.To < final ? range.To!.Value : final;
        var from = Later(Later(range.From, HalfHours.Ceiling(clock.GetUtcNow().UtcDateTime - terms.Retention + TimeSpan.FromHours(1))), oldest!.Value);
        var days = Days(from, to).Take(options.HistoryParallelism).ToArray();
        await Parallel.ForEachAsync(
            days,
            new ParallelOptions { MaxDegreeOfParallelism = options.HistoryParallelism, CancellationToken = cancellationToken },
            async (day, cancel) => await ImportAsync(day.From, day.To!.Value, cancel));
        var left = days.Length > 0 ? days[^1].From : range.From;
        _daysDone += days.Length;
        return (
            state with { Pending = [.. state.Pending.SelectMany(one => one == range ? Without(range, from, left, to) : [one])] },
            new HistoryProgress(_daysDone, left > from ? Days(from, left).Count() : 0, _rows, clock.GetElapsedTime(_started)));
    }

    // What is left of a range when its half-hours from one to another are done, and there are none before the first.
    private static IEnumerable<HalfHours> Without(HalfHours range, DateTime first, DateTime left, DateTime to)
    {
        if (to < range.To)
        {
            yield return new HalfHours(to, range.To);
        }

        if (left > first)
        {
            yield return new HalfHours(first, left);
        }
    }

    private async Task<(DateTime? Oldest, DateTime? Newest)> BoundsAsync(CancellationToken cancellationToken)
    {
        var schema = await database.GetSchemaAsync(cancellationToken);
        return schema.Problems(Relations.UsageStats, Relations.UsageSessionApps).Count == 0 ? await _buckets.ReadBoundsAsync(cancellationToken) : default;
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
