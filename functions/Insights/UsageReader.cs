using System.Globalization;
using System.Runtime.CompilerServices;
using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights;

/// <summary>Reads the usage that a report is made of: what <see cref="PrivacyDoor"/> lets through of it.</summary>
public sealed class UsageReader(UsageStore usage, UsageKeys keys, UsageIndex index, CatalogCache catalog, FilteredPeople people, PrivacyDoor privacy)
{
    /// <summary>The templates that a report is made of: those decided on, or else every one with usage or builds.</summary>
    internal async Task<IReadOnlyCollection<Guid>> TemplatesAsync(VisibleTemplates visible, CancellationToken cancellationToken) =>
        visible.Listed ?? await index.GetTemplatesAsync(cancellationToken);

    /// <summary>
    /// The usage of some templates on the days that a range touches: as it is where people are named, else safe to make any report of.
    /// </summary>
    /// <param name="templates">The templates.</param>
    /// <param name="range">The range.</param>
    /// <param name="filter">Whose usage, and in which applications.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ApiException">403: the filter picks people out, and people are not named.</exception>
    internal async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        IReadOnlyCollection<Guid> templates, ReportRange range, UsageFilter filter, CancellationToken cancellationToken)
    {
        if (await privacy.FindNamedAsync(templates, cancellationToken) is { } named)
        {
            return await ReadNamedAsync(named, templates, range, filter, cancellationToken);
        }

        if (filter.NarrowsPeople)
        {
            throw PrivacyDoor.Withheld();
        }

        var shown = privacy.Shown(range);
        if (shown.IsEmpty)
        {
            return [];
        }

        // A day is made safe as a whole, whatever the range and the filter take of it then.
        var safe = await privacy.UsageAsync(templates, range, cancellationToken);
        var days = await ReadAsync(templates, shown, notes: null, cancellationToken);
        return [.. days.Select(day => safe.Of(day, filter.Apps))];
    }

    /// <summary>The usage of some templates as it is, for a report on persons.</summary>
    internal async Task<IReadOnlyList<TemplateDay>> ReadNamedAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportRange range, UsageFilter filter, CancellationToken cancellationToken)
    {
        // First, and for no half-hour at all as well: it is refused where the caller may not ask for it.
        var narrowing = await people.NarrowingAsync(named, filter, cancellationToken);
        if (range.IsEmpty)
        {
            return [];
        }

        var leftOutTask = filter.WithSystem ? Task.FromResult<IReadOnlyList<Guid>>([]) : catalog.GetSystemUsersAsync(cancellationToken);
        var days = await ReadAsync(templates, range, filter.Notes, cancellationToken);
        var leftOut = await leftOutTask;
        return leftOut.Count == 0 && narrowing is null ? days : [.. days.Select(day => day with { LeftOut = leftOut, Narrowing = narrowing })];
    }

    /// <summary>A report over the usage of some templates, given what adds it to a scan; read a window of days at a time.</summary>
    /// <exception cref="ApiException">403: the filter picks people out, and people are not named.</exception>
    internal async Task<TReport> ReportAsync<TReport>(
        IReadOnlyCollection<Guid> templates, UsageFilter filter, Func<ReportScan, PendingReport<TReport>> reportIn, CancellationToken cancellationToken)
    {
        var scan = new ReportScan();
        var report = reportIn(scan);
        await ScanAsync(scan, templates, filter, cancellationToken);
        return report.Value;
    }

    /// <summary>The same over usage as it is, for a report on persons.</summary>
    internal async Task<TReport> ReportNamedAsync<TReport>(
        NamedPeople named, IReadOnlyCollection<Guid> templates, UsageFilter filter, Func<ReportScan, PendingReport<TReport>> reportIn, CancellationToken cancellationToken)
    {
        var scan = new ReportScan();
        var report = reportIn(scan);
        await ScanNamedAsync(named, scan, templates, filter, cancellationToken);
        return report.Value;
    }

    /// <summary>Makes the reports of a scan of the usage of some templates, reading it a window of days at a time.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="templates">The templates.</param>
    /// <param name="filter">Whose usage, and in which applications.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <exception cref="ApiException">403: the filter picks people out, and people are not named.</exception>
    internal Task ScanAsync(ReportScan scan, IReadOnlyCollection<Guid> templates, UsageFilter filter, CancellationToken cancellationToken) =>
        ScanAsync(scan, scan.Range, templates, filter, cancellationToken);

    /// <summary>The same, of which <paramref name="period"/> is the report that lists users: their pseudonyms are those of this period.</summary>
    internal async Task ScanAsync(
        ReportScan scan, ReportRange period, IReadOnlyCollection<Guid> templates, UsageFilter filter, CancellationToken cancellationToken)
    {
        if (await privacy.FindNamedAsync(templates, cancellationToken) is { } named)
        {
            await ScanNamedAsync(named, scan, templates, filter, cancellationToken);
            return;
        }

        if (filter.NarrowsPeople)
        {
            throw PrivacyDoor.Withheld();
        }

        // A day is made safe as a whole, whatever the range and the filter take of it then.
        var safe = await privacy.UsageAsync(templates, period, cancellationToken);
        await ScanAsync(scan, templates, [.. scan.Stretches.Select(privacy.Shown)], day => safe.Of(day, filter.Apps), notes: null, cancellationToken);
    }

    /// <summary>Makes the reports of a scan of usage as it is, for a report on persons.</summary>
    internal async Task ScanNamedAsync(
        NamedPeople named, ReportScan scan, IReadOnlyCollection<Guid> templates, UsageFilter filter, CancellationToken cancellationToken)
    {
        // First, and for no half-hour at all as well: it is refused where the caller may not ask for it.
        var narrowing = await people.NarrowingAsync(named, filter, cancellationToken);
        var leftOut = filter.WithSystem ? [] : await catalog.GetSystemUsersAsync(cancellationToken);
        await ScanAsync(
            scan,
            templates,
            scan.Stretches,
            leftOut.Count == 0 && narrowing is null ? null : day => day with { LeftOut = leftOut, Narrowing = narrowing },
            filter.Notes,
            cancellationToken);
    }

    /// <summary>Goes through the buckets of one user, as they are, a window of days at a time.</summary>
    /// <param name="named">The decision to show the user.</param>
    /// <param name="user">The user.</param>
    /// <param name="templates">The templates.</param>
    /// <param name="range">The half-hours.</param>
    /// <param name="visit">Sees a bucket: its template, a segment of the user alone, and the bucket's place in it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task VisitAsync(
        NamedPeople named, Guid user, IReadOnlyCollection<Guid> templates, ReportRange range, Action<Guid, UsageSegment, int> visit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(named);
        IReadOnlyList<ReportRange> stretches = [range];
        using var lease = await EnterAsync(templates, stretches, cancellationToken);
        await foreach (var window in WindowsAsync(lease, templates, stretches, seen: null, notes: null, cancellationToken))
        {
            foreach (var day in window)
            {
                if (Array.BinarySearch(day.Users, user) is var place and >= 0)
                {
                    var (part, first, _) = day.Read(SegmentColumns.All).PartFrom(place, place + 1);
                    for (var bucket = part.UserStarts[place - first]; bucket < part.UserStarts[place - first + 1]; bucket++)
                    {
                        visit(day.Template, part, bucket);
                    }
                }
            }
        }
    }

    /// <summary>Notes what a reading of the usage of some templates as it is would be made from, without reading it.</summary>
    internal async Task NoteAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportRange range, UsageFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(named);
        if (!range.IsEmpty)
        {
            var (first, last) = DaysOf(range);
            filter.Notes?.Add(NameOf(first, last), await keys.DigestAsync(templates, first, last, cancellationToken));
        }
    }

    private async Task ScanAsync(
        ReportScan scan,
        IReadOnlyCollection<Guid> templates,
        IReadOnlyList<ReportRange> stretches,
        Func<TemplateDay, TemplateDay>? seen,
        ReadNotes? notes,
        CancellationToken cancellationToken)
    {
        try
        {
            using var lease = await EnterAsync(templates, stretches, cancellationToken);
            await scan.RunAsync(templates, WindowsAsync(lease, templates, stretches, seen, notes, cancellationToken), lease.Keep, cancellationToken);
        }
        catch (ScanTooLargeException e)
        {
            throw TooLarge(e);
        }
        catch (ReportsBusyException)
        {
            throw Busy();
        }
    }

    private Task<ReportLease> EnterAsync(IReadOnlyCollection<Guid> templates, IEnumerable<ReportRange> stretches, CancellationToken cancellationToken) =>
        usage.EnterAsync(templates, stretches.Where(stretch => !stretch.IsEmpty).Select(DaysOf), cancellationToken);

    private async IAsyncEnumerable<IReadOnlyList<TemplateDay>> WindowsAsync(
        ReportLease lease,
        IReadOnlyCollection<Guid> templates,
        IReadOnlyList<ReportRange> stretches,
        Func<TemplateDay, TemplateDay>? seen,
        ReadNotes? notes,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var stretch in stretches.Where(stretch => !stretch.IsEmpty))
        {
            var (first, last) = DaysOf(stretch);
            var reads = notes is null ? null : new UsageReads();
            await foreach (var window in usage.ReadWindowsAsync(lease, templates, first, last, reads, cancellationToken))
            {
                yield return seen is null ? window : [.. window.Select(seen)];
            }

            notes?.Add(NameOf(first, last), reads!.Digest);
        }
    }

    private async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        IReadOnlyCollection<Guid> templates, ReportRange range, ReadNotes? notes, CancellationToken cancellationToken)
    {
        try
        {
            var (first, last) = DaysOf(range);
            var reads = notes is null ? null : new UsageReads();
            var days = await usage.ReadAsync(templates, first, last, reads, cancellationToken);
            notes?.Add(NameOf(first, last), reads!.Digest);
            return days;
        }
        catch (ScanTooLargeException e)
        {
            throw TooLarge(e);
        }
        catch (ReportsBusyException)
        {
            throw Busy();
        }
    }

    private static (DateOnly First, DateOnly Last) DaysOf(ReportRange range) => (range.First.Day, new HalfHour(range.End.Number - 1).Day);

    private static string NameOf(DateOnly first, DateOnly last) => string.Create(CultureInfo.InvariantCulture, $"usage {first:yyyy-MM-dd} {last:yyyy-MM-dd}");

    /// <summary>The answer where a report takes more memory than one may have.</summary>
    internal static ApiException TooLarge(ScanTooLargeException e) =>
        ApiException.TooLarge($"The usage of these templates and days takes more than {e.MaxMegabytes} MiB of memory. Ask for fewer days or templates.");

    /// <summary>The answer where there is no memory for a report beside the others.</summary>
    internal static ApiException Busy() =>
        ApiException.Busy("The service is busy with other reports.", "They take all the memory that there is for reports. Ask again.");
}
