using System.Runtime.CompilerServices;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>Reads the usage that reports are made of: rows from memory where they are known, all others from the table.</summary>
public sealed class UsageStore(UsageTable table, UsageCache cache, ErasureTable erasures, ReportAdmission admission) : IDisposable
{
    private const int Parallelism = 8;

    private readonly DayReader _days = new(table, cache);

    /// <summary>
    /// The usage of some templates from one UTC day to another, both included, without that of erased users: a merged segment for each
    /// partition. What is not in memory of a template is read in few ordered range scans; templates are read in parallel.
    /// </summary>
    /// <exception cref="ScanTooLargeException">It takes more memory than that of one report may.</exception>
    public Task<IReadOnlyList<TemplateDay>> ReadAsync(
        IReadOnlyCollection<Guid> templates, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        ReadAsync(templates, first, last, reads: null, cancellationToken);

    /// <summary>The same, with a note of which rows it was.</summary>
    internal async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        IReadOnlyCollection<Guid> templates, DateOnly first, DateOnly last, UsageReads? reads, CancellationToken cancellationToken)
    {
        var (loose, erased) = await LookAsync(reads, cancellationToken);
        using var lease = await admission.EnterAsync(PartitionsOf(templates, first, last, loose), cancellationToken);
        return await ReadAsync(templates, first, last, loose, erased, reads, new ScanSize(lease), cancellationToken);
    }

    /// <summary>Lets in a report that goes through the usage of some templates in windows, from some days to others.</summary>
    /// <exception cref="ReportsBusyException">Others took all the time that it may wait.</exception>
    internal async Task<ReportLease> EnterAsync(
        IReadOnlyCollection<Guid> templates, IEnumerable<(DateOnly First, DateOnly Last)> days, CancellationToken cancellationToken)
    {
        var loose = await cache.ValidateAsync(cancellationToken);
        return await admission.EnterAsync(days.Sum(some => PartitionsOf(templates, some.First, some.Last, loose)), cancellationToken);
    }

    /// <summary>
    /// The same, in windows of days that follow one another: a report that goes through them holds two at a time, the one that it is at
    /// and the next, which is read meanwhile.
    /// </summary>
    /// <param name="lease">What the report holds (<see cref="EnterAsync"/>).</param>
    /// <param name="templates">The templates.</param>
    /// <param name="first">The first UTC day.</param>
    /// <param name="last">The last one.</param>
    /// <param name="reads">Notes which rows it was; null for nobody.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ScanTooLargeException">A single window takes more memory than one report may.</exception>
    internal async IAsyncEnumerable<IReadOnlyList<TemplateDay>> ReadWindowsAsync(
        ReportLease lease,
        IReadOnlyCollection<Guid> templates,
        DateOnly first,
        DateOnly last,
        UsageReads? reads,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (loose, erased) = await LookAsync(reads, cancellationToken);
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
            return (await ReadAsync(templates, from, to, loose, erased, reads, size, left.Token), size);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _days.Dispose();

    private static long PartitionsOf(IReadOnlyCollection<Guid> templates, DateOnly first, DateOnly last, LooseSet loose) =>
        templates.Count * Math.Max(0L, last.DayNumber - (first > loose.FirstDay ? first : loose.FirstDay).DayNumber + 1);

    private async Task<(LooseSet Loose, ErasedUsers Erased)> LookAsync(UsageReads? reads, CancellationToken cancellationToken)
    {
        var erased = erasures.GetErasedAsync(cancellationToken);
        var looked = (await cache.ValidateAsync(cancellationToken), await erased);
        reads?.Add(await erased);
        return looked;
    }

    private async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        IReadOnlyCollection<Guid> templates, DateOnly first, DateOnly last, LooseSet loose, ErasedUsers erased, UsageReads? reads, ScanSize size, CancellationToken cancellationToken)
    {
        var found = new List<TemplateDay>();
        await Parallel.ForEachAsync(
            templates,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (template, cancel) =>
            {
                var days = await _days.ReadAsync(template, first, last, loose, reads, size, cancel);
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
                // A tally of which nothing is left is that too.
                var known = KnownDay.Of(rows);
                if (known.Usage.BucketCount > 0 || known.Floor is not null)
                {
                    size.Add(known.Usage);
                    found.Add(Without(erased, template, day, known));
                }
            }
        }

        return found;
    }

    // Where counts stand in the place of people there is nobody to leave out.
    private static TemplateDay Without(ErasedUsers erased, Guid template, DateOnly day, KnownDay known) => known.Floor is null && erased.AnyOf(known.Usage)
        ? new TemplateDay(template, day, SegmentEdits.Without(known.Usage.Unpack(), erased))
        : new TemplateDay(template, day, known.Usage) { Floor = known.Floor };
}
