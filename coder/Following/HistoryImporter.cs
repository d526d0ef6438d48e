using Insights.Coder.Reading;
using Insights.Coder.Sending;
using Insights.Coder.State;

namespace Insights.Coder.Following;

/// <summary>Reads as counts what is not read row by row, newest day first, and notes each day that is done.</summary>
internal sealed class HistoryImporter(IUsageHistory history, IInsightsSink sink, SourceOptions options, TimeProvider clock)
{
    private long _started;
    private int _daysDone;
    private long _rows;

    /// <summary>Reads the next days.</summary>
    /// <returns>The state then, and how far it got; null when nothing is left to read, or it cannot be.</returns>
    public async Task<(SourceState State, HistoryProgress Progress)?> RunAsync(SourceState state, SourceTerms terms, CancellationToken cancellationToken)
    {
        var (oldest, newest) = await history.ReadBoundsAsync(cancellationToken);
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
        var (rows, refused) = (0, 0);
        await Parallel.ForEachAsync(
            days,
            new ParallelOptions { MaxDegreeOfParallelism = options.HistoryParallelism, CancellationToken = cancellationToken },
            async (day, cancel) =>
            {
                var (read, left) = await ImportAsync(day.From, day.To!.Value, state.Begun, cancel);
                Interlocked.Add(ref rows, read);
                Interlocked.Add(ref refused, left);
            });
        var left = days.Length > 0 ? days[^1].From : range.From;
        _daysDone += days.Length;
        _rows += rows;
        IReadOnlyList<HalfHours> pending = [.. state.Pending.SelectMany(one => one == range ? Without(range, from, left, to) : [one])];
        var next = state with { Pending = pending };
        var read = days.Sum(day => (day.To!.Value - day.From).TotalDays);
        return (
            next with
            {
                // Days before the oldest that there is are none to read.
                HistoryDays = state.HistoryDays - (state.PendingDays - next.PendingDays - read),
                Begun = [.. state.Begun.Where(begun => pending.Any(one => begun.Part(one.From, one.To!.Value) is not null))],
                HistoryRows = state.HistoryRows + rows,
                RowsRefused = state.RowsRefused + refused,
            },
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

    private async Task<(int Read, int Refused)> ImportAsync(DateTime from, DateTime to, IReadOnlyList<HalfHours> begun, CancellationToken cancellationToken)
    {
        var buckets = await history.ReadAsync(from, to, cancellationToken);
        if (begun.Any(range => range.Part(from, to) is not null))
        {
            buckets = buckets.ConvertAll(bucket => begun.Any(range => range.From <= bucket.StartTime && bucket.StartTime < range.To) ? bucket with { Completes = true } : bucket);
        }

        return (buckets.Count, buckets.Count > 0 ? await sink.ImportAsync(DateOnly.FromDateTime(from), buckets, cancellationToken) : 0);
    }

    private static DateTime Later(DateTime left, DateTime right) => left > right ? left : right;
}
