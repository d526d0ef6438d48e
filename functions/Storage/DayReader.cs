using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>
/// Reads days of one template: what memory knows is taken from there, of what may have changed the keys are listed and rows read that are
/// not known, and of the rest whole partitions in few ordered range scans.
/// </summary>
internal sealed class DayReader(UsageTable table, UsageCache cache) : IDisposable
{
    private const int Parallelism = 8;

    /// <summary>From how many days with some rows that are not known a scan of all of them costs less than a query for each.</summary>
    private const int WorthScanning = 8;

    // Of all reports together: what comes from the table takes several times its length until it is decoded.
    private readonly SemaphoreSlim _reads = new(Parallelism);

    /// <summary>The usage of a template from one UTC day to another, both included, in any order of the days.</summary>
    /// <param name="template">The template.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day.</param>
    /// <param name="loose">What may have changed, as it was known before.</param>
    /// <param name="reads">Notes which rows it was; null for nobody.</param>
    /// <param name="size">Counts what is read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ScanTooLargeException">It takes more memory than that of one report may.</exception>
    public async Task<IReadOnlyList<(DateOnly Day, KnownDay Known)>> ReadAsync(
        Guid template, DateOnly first, DateOnly last, LooseSet loose, UsageReads? reads, ScanSize size, CancellationToken cancellationToken)
    {
        var days = new DayList(template, reads, size);
        var (unknown, loosely) = (new List<DateOnly>(), new Dictionary<DateOnly, KnownDay>());
        for (var day = first > loose.FirstDay ? first : loose.FirstDay; day <= last; day = day.AddDays(1))
        {
            var isLoose = loose.Contains(template, day);
            days.Meet(isLoose);
            if (cache.Find(template, day) is not { } known)
            {
                unknown.Add(day);
            }
            else if (known.IsInDoubt || (known.Look < loose.Look && isLoose))
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

    /// <inheritdoc/>
    public void Dispose() => _reads.Dispose();

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
                Keep(days, template, day, known, loose);
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
        var (rows, missing) = (new Dictionary<string, DenseSegment>(), new List<string>());
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

        if (missing.Count == 0)
        {
            return KnownDay.Of([], rows);
        }

        using var turn = await TurnAsync(cancellationToken);
        var (read, areAll) = await table.ReadRowsAsync(template, day, missing[0], missing[^1], size.MaxLength, cancellationToken);
        using var reading = areAll ? size.Read(read) : throw size.TooLarge();
        return missing.ToHashSet().IsSubsetOf(read.Select(row => row.Key)) ? KnownDay.Of(read, rows) : null;
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
            Keep(days, template, day, KnownDay.Of(rows), loose);
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
    private sealed class DayList(Guid template, UsageReads? reads, ScanSize size)
    {
        public ScanSize Size => size;

        public List<(DateOnly Day, KnownDay Known)> Days { get; } = [];

        public void Meet(bool isLoose)
        {
            if (isLoose)
            {
                reads?.NoteLoose();
            }
        }

        public void Add(DateOnly day, KnownDay known)
        {
            reads?.Add(UsageReads.Of(template, day, known.Keys));
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
