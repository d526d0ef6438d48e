using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Storage;

/// <summary>Reads the usage that reports are made of: rows from memory where they are known, all others from the table.</summary>
public sealed class UsageStore(UsageTable table, UsageCache cache, ErasureTable erasures, IOptions<StorageOptions> options)
{
    private const int Parallelism = 8;

    /// <summary>From how many days with some rows that are not known a scan of all of them costs less than a query for each.</summary>
    private const int WorthScanning = 8;

    /// <summary>
    /// The usage of some templates from one UTC day to another, both included, without that of erased users: a merged segment for each
    /// partition. What is not in memory of a template is read in few ordered range scans; templates are read in parallel.
    /// </summary>
    /// <exception cref="ScanTooLargeException">It takes more memory than that of one report may.</exception>
    public async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        IReadOnlyCollection<Guid> templates, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var erasedTask = erasures.GetErasedAsync(cancellationToken);
        var loose = await cache.ValidateAsync(cancellationToken);
        var erased = await erasedTask;
        var found = new List<TemplateDay>();
        var size = new ScanSize(options.Value.ReportMegabytes);
        await Parallel.ForEachAsync(
            templates,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (template, cancel) =>
            {
                var days = await ReadAsync(template, first, last, loose, size, cancel);
                lock (found)
                {
                    found.AddRange(days.Select(day => day with { Usage = SegmentEdits.Without(day.Usage, erased) }));
                }
            });
        return found;
    }

    /// <summary>
    /// The same as it is in the table, also of days that are older than what is kept for reports, as long as they are there; nothing is
    /// taken from memory, and nothing is kept in it.
    /// </summary>
    /// <exception cref="ScanTooLargeException">It takes more memory than that of one report may.</exception>
    internal async Task<IReadOnlyList<TemplateDay>> ReadStoredAsync(
        IReadOnlyCollection<Guid> templates, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var erased = await erasures.ReadErasedAsync(cancellationToken);
        var found = new DayList(new ScanSize(options.Value.ReportMegabytes));
        foreach (var template in templates)
        {
            await foreach (var (day, rows) in table.ScanRowsAsync(template, first, last, cancellationToken))
            {
                found.Add(template, day, new KnownDay(rows.ToDictionary(row => row.Key, row => row.Segment)));
            }
        }

        return [.. found.Days.Select(day => day with { Usage = SegmentEdits.Without(day.Usage, erased) })];
    }

    private async Task<List<TemplateDay>> ReadAsync(
        Guid template, DateOnly first, DateOnly last, LooseSet loose, ScanSize size, CancellationToken cancellationToken)
    {
        var days = new DayList(size);
        var (unknown, loosely) = (new List<DateOnly>(), new Dictionary<DateOnly, KnownDay>());
        for (var day = first > loose.FirstDay ? first : loose.FirstDay; day <= last; day = day.AddDays(1))
        {
            if (cache.Find(template, day) is not { } known)
            {
                unknown.Add(day);
            }
            else if (known.IsInDoubt || loose.Contains(template, day))
            {
                loosely.Add(day, known);
            }
            else
            {
                days.Add(template, day, known);
            }
        }

        foreach (var (from, to) in DayRuns.Of([.. loosely.Keys]))
        {
            unknown.AddRange(await RefreshAsync(template, from, to, loosely, loose, days, cancellationToken));
        }

        unknown.Sort();
        foreach (var (from, to) in DayRuns.Of(unknown))
        {
            await ScanAsync(template, from, to, loose, days, cancellationToken);
        }

        return days.Days;
    }

    /// <summary>Lists the keys of days that something is known of, and reads what is not known; returns the days that are better read anew.</summary>
    private async Task<IReadOnlyList<DateOnly>> RefreshAsync(
        Guid template, DateOnly from, DateOnly to, Dictionary<DateOnly, KnownDay> loosely, LooseSet loose, DayList days, CancellationToken cancellationToken)
    {
        var (anew, changed) = (new List<DateOnly>(), new List<(DateOnly Day, KnownDay Known, IReadOnlyList<string> Keys)>());
        var next = from;
        await foreach (var (day, keys) in table.ScanKeysAsync(template, from, to, cancellationToken))
        {
            KeepEmpty(template, next, day, loose);
            next = day.AddDays(1);
            var known = loosely[day];
            if (known.HasExactly(keys))
            {
                days.Add(template, day, known);
                if (known.IsInDoubt)
                {
                    cache.Put(template, day, known, loose);
                }
            }
            else if (keys.Any(key => known.Find(key) is not null))
            {
                changed.Add((day, known, keys));
            }
            else
            {
                anew.Add(day);
            }
        }

        KeepEmpty(template, next, to.AddDays(1), loose);
        if (changed.Count > WorthScanning)
        {
            return [.. anew, .. changed.Select(one => one.Day)];
        }

        foreach (var (day, known, keys) in changed)
        {
            if (await CompleteAsync(template, day, known, keys, cancellationToken) is { } completed)
            {
                Keep(days, template, day, completed, loose);
            }
            else
            {
                anew.Add(day);
            }
        }

        return anew;
    }

    /// <summary>
    /// A day with these keys, of which some rows are known. Null when a row is gone since they were listed: what replaced it may be anywhere
    /// behind, so that only a scan of the whole partition is sure to meet it.
    /// </summary>
    private async Task<KnownDay?> CompleteAsync(
        Guid template, DateOnly day, KnownDay known, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, UsageSegment>();
        var missing = new List<string>();
        foreach (var key in keys)
        {
            if (known.Find(key) is { } segment)
            {
                rows.Add(key, segment);
            }
            else
            {
                missing.Add(key);
            }
        }

        if (missing.Count > 0)
        {
            foreach (var row in await table.ReadRowsAsync(template, day, missing[0], missing[^1], cancellationToken))
            {
                rows.TryAdd(row.Key, row.Segment);
            }
        }

        return missing.TrueForAll(rows.ContainsKey) ? new KnownDay(rows) : null;
    }

    private async Task ScanAsync(
        Guid template, DateOnly from, DateOnly to, LooseSet loose, DayList days, CancellationToken cancellationToken)
    {
        var next = from;
        await foreach (var (day, rows) in table.ScanRowsAsync(template, from, to, cancellationToken))
        {
            KeepEmpty(template, next, day, loose);
            next = day.AddDays(1);
            Keep(days, template, day, new KnownDay(rows.ToDictionary(row => row.Key, row => row.Segment)), loose);
        }

        KeepEmpty(template, next, to.AddDays(1), loose);
    }

    // A day without rows is known as well: it need not be looked for again.
    private void KeepEmpty(Guid template, DateOnly day, DateOnly end, LooseSet loose)
    {
        for (; day < end; day = day.AddDays(1))
        {
            cache.Put(template, day, KnownDay.Empty, loose);
        }
    }

    private void Keep(DayList days, Guid template, DateOnly day, KnownDay known, LooseSet loose)
    {
        cache.Put(template, day, known, loose);
        days.Add(template, day, known);
    }

    /// <summary>The days of a template that a report is made of.</summary>
    private sealed class DayList(ScanSize size)
    {
        public List<TemplateDay> Days { get; } = [];

        public void Add(Guid template, DateOnly day, KnownDay known)
        {
            if (!known.Usage.IsEmpty)
            {
                size.Add(known.Usage);
                Days.Add(new TemplateDay(template, day, known.Usage));
            }
        }
    }
}
