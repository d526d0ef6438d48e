using System.Runtime.CompilerServices;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>Reads the usage that reports are made of: rows from memory where they are known, all others from the table.</summary>
public sealed class UsageStore(UsageTable table, UsageCache cache, ErasureTable erasures, ReportAdmission admission) : IDisposable
{
    private const int Parallelism = 8;

    /// <summary>From how many days with some rows that are not known a scan of all of them costs less than a query for each.</summary>
    private const int WorthScanning = 8;

    // Of all reports together: what comes from the table takes several times its length until it is decoded.
    private readonly SemaphoreSlim _reads = new(Parallelism);

    /// <summary>
    /// The usage of some templates from one UTC day to another, both included, without that of erased users: a merged segment for each
    /// partition. What is not in memory of a template is read in few ordered range scans; templates are read in parallel.
    /// </summary>
    /// <exception cref="ScanTooLargeException">It takes more memory than that of one report may.</exception>
    public async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        IReadOnlyCollection<Guid> templates, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var (loose, erased) = await LookAsync(cancellationToken);
        using var lease = await admission.EnterAsync(PartitionsOf(templates, first, last, loose), cancellationToken);
        return await ReadAsync(templates, first, last, loose, erased, new ScanSize(lease), cancellationToken);
    }

    /// <summary>
    /// The same, in windows of days that follow one another: a report that goes through them holds two at a time, the one that it is at
    /// and the next, which is read meanwhile.
    /// </summary>
    /// <exception cref="ScanTooLargeException">A single window takes more memory than one report may.</exception>
    public async IAsyncEnumerable<IReadOnlyList<TemplateDay>> ReadWindowsAsync(
        IReadOnlyCollection<Guid> templates, DateOnly first, DateOnly last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (loose, erased) = await LookAsync(cancellationToken);
        using var lease = await admission.EnterAsync(PartitionsOf(templates, first, last, loose), cancellationToken);
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var windows = new ScanWindows(first > loose.FirstDay ? first : loose.FirstDay, last, admission.MaxMegabytes);
        var next = NextAsync();
        try
        {
            while (await next is var (window, size))
            {
                windows.Add(window);
                next = NextAsync();
                yield return window;
                size.Release();
            }
        }
        finally
        {
            // Whoever leaves early waits for nobody.
            await left.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<(IReadOnlyList<TemplateDay> Window, ScanSize Size)?> NextAsync()
        {
            if (windows.Next() is not var (from, to))
            {
                return null;
            }

            var size = new ScanSize(lease);
            return (await ReadAsync(templates, from, to, loose, erased, size, left.Token), size);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reads.Dispose();

    private static long PartitionsOf(IReadOnlyCollection<Guid> templates, DateOnly first, DateOnly last, LooseSet loose) =>
        templates.Count * Math.Max(0L, last.DayNumber - (first > loose.FirstDay ? first : loose.FirstDay).DayNumber + 1);

    private async Task<(LooseSet Loose, ErasedUsers Erased)> LookAsync(CancellationToken cancellationToken)
    {
        var erased = erasures.GetErasedAsync(cancellationToken);
        return (await cache.ValidateAsync(cancellationToken), await erased);
    }

    private async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        IReadOnlyCollection<Guid> templates, DateOnly first, DateOnly last, LooseSet loose, ErasedUsers erased, ScanSize size, CancellationToken cancellationToken)
    {
        var found = new List<TemplateDay>();
        await Parallel.ForEachAsync(
            templates,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (template, cancel) =>
            {
                var days = await ReadAsync(template, first, last, loose, size, cancel);
                lock (found)
                {
                    found.AddRange(days.Select(day => Without(erased, template, day.Day, day.Known)));
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
        using var lease = await admission.EnterAsync(templates.Count * (last.DayNumber - first.DayNumber + 1L), cancellationToken);
        var (found, size) = (new List<TemplateDay>(), new ScanSize(lease));
        foreach (var template in templates)
        {
            await foreach (var (day, rows) in table.ScanRowsAsync(template, first, last, cancellationToken))
            {
                var known = KnownDay.Of(rows.ToDictionary(row => row.Key, row => DenseSegment.Of(row.Segment)));
                if (known.Usage.BucketCount > 0)
                {
                    size.Add(known.Usage);
                    found.Add(Without(erased, template, day, known));
                }
            }
        }

        return found;
    }

    private static TemplateDay Without(ErasedUsers erased, Guid template, DateOnly day, KnownDay known) => erased.AnyOf(known.Usage)
        ? new TemplateDay(template, day, SegmentEdits.Without(known.Usage.Unpack(), erased)) { Floor = known.Floor }
        : new TemplateDay(template, day, known.Usage) { Floor = known.Floor };

    private async Task<List<(DateOnly Day, KnownDay Known)>> ReadAsync(
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
                days.Add(day, known);
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
                days.Add(day, known);
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
            if (await CompleteAsync(template, day, known, keys, days.Size, cancellationToken) is { } completed)
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
        Guid template, DateOnly day, KnownDay known, IReadOnlyList<string> keys, ScanSize size, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, DenseSegment>();
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
            using var turn = await TurnAsync(cancellationToken);
            var (read, areAll) = await table.ReadRowsAsync(template, day, missing[0], missing[^1], size.MaxLength, cancellationToken);
            using var reading = areAll ? size.Read(read) : throw size.TooLarge();
            foreach (var row in read)
            {
                rows.TryAdd(row.Key, DenseSegment.Of(row.Segment));
            }
        }

        return missing.TrueForAll(rows.ContainsKey) ? KnownDay.Of(rows) : null;
    }

    private async Task ScanAsync(
        Guid template, DateOnly from, DateOnly to, LooseSet loose, DayList days, CancellationToken cancellationToken)
    {
        using var turn = await TurnAsync(cancellationToken);
        var next = from;
        await foreach (var (day, rows) in table.ScanRowsAsync(template, from, to, days.Size.MaxLength, cancellationToken))
        {
            KeepEmpty(template, next, day, loose);
            next = day.AddDays(1);
            using var reading = days.Size.Read(rows);
            Keep(days, template, day, KnownDay.Of(rows.ToDictionary(row => row.Key, row => DenseSegment.Of(row.Segment))), loose);
        }

        KeepEmpty(template, next, to.AddDays(1), loose);
    }

    private async Task<Turn> TurnAsync(CancellationToken cancellationToken)
    {
        await _reads.WaitAsync(cancellationToken);
        return new Turn(_reads);
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
        days.Add(day, known);
    }

    /// <summary>The days of a template that a report is made of.</summary>
    private sealed class DayList(ScanSize size)
    {
        public ScanSize Size => size;

        public List<(DateOnly Day, KnownDay Known)> Days { get; } = [];

        public void Add(DateOnly day, KnownDay known)
        {
            if (known.Usage.BucketCount > 0)
            {
                size.Add(known.Usage);
                Days.Add((day, known));
            }
        }
    }

    /// <summary>The right to read rows.</summary>
    private readonly struct Turn(SemaphoreSlim reads) : IDisposable
    {
        public void Dispose() => reads.Release();
    }
}
