using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>Reads the usage that reports are made of: sealed days from memory where they are known, all others from the table.</summary>
public sealed class UsageStore(UsageTable table, SealedCache cache, ErasureTable erasures)
{
    private const int Parallelism = 8;

    /// <summary>
    /// The usage of some templates from one UTC day to another, both included, without that of erased users: a merged segment for each
    /// partition. What is not in memory of a template is read in few ordered range scans; templates are read in parallel.
    /// </summary>
    public async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        IReadOnlyCollection<Guid> templates, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var erasedTask = erasures.GetErasedAsync(cancellationToken);
        var loose = await cache.ValidateAsync(cancellationToken);
        var erased = await erasedTask;
        var found = new List<TemplateDay>();
        await Parallel.ForEachAsync(
            templates,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (template, cancel) =>
            {
                var days = await ReadAsync(template, first, last, loose, cancel);
                lock (found)
                {
                    found.AddRange(days.Select(day => day with { Usage = SegmentEdits.Without(day.Usage, erased) }));
                }
            });
        return found;
    }

    private async Task<List<TemplateDay>> ReadAsync(
        Guid template, DateOnly first, DateOnly last, LooseSet loose, CancellationToken cancellationToken)
    {
        var days = new List<TemplateDay>();
        var missing = new List<DateOnly>();
        for (var day = first > loose.FirstDay ? first : loose.FirstDay; day <= last; day = day.AddDays(1))
        {
            if (loose.Contains(template, day) || !cache.TryGet(template, day, out var known))
            {
                missing.Add(day);
            }
            else if (!known.IsEmpty)
            {
                days.Add(new TemplateDay(template, day, known));
            }
        }

        foreach (var (from, to) in Runs(missing))
        {
            await ScanAsync(template, from, to, loose, days, cancellationToken);
        }

        return days;
    }

    private async Task ScanAsync(
        Guid template, DateOnly from, DateOnly to, LooseSet loose, List<TemplateDay> days, CancellationToken cancellationToken)
    {
        var next = from;
        await foreach (var (day, rows) in table.ScanRowsAsync(template, from, to, cancellationToken))
        {
            KeepEmpty(next, day);
            next = day.AddDays(1);
            var segment = UsageSegment.Merge([.. rows.Select(row => row.Segment)]);
            days.Add(new TemplateDay(template, day, segment));
            if (!loose.Contains(template, day) && rows.All(row => row.IsSealed))
            {
                cache.Put(template, day, segment, loose);
            }
        }

        KeepEmpty(next, to.AddDays(1));

        // A day without rows is known as well: it need not be looked for again.
        void KeepEmpty(DateOnly day, DateOnly end)
        {
            for (; day < end; day = day.AddDays(1))
            {
                if (!loose.Contains(template, day))
                {
                    cache.Put(template, day, UsageSegment.Empty, loose);
                }
            }
        }
    }

    private static IEnumerable<(DateOnly From, DateOnly To)> Runs(List<DateOnly> days)
    {
        for (int first = 0, end; first < days.Count; first = end)
        {
            for (end = first + 1; end < days.Count && days[end] == days[end - 1].AddDays(1); end++)
            {
                // The run goes on.
            }

            yield return (days[first], days[end - 1]);
        }
    }
}
