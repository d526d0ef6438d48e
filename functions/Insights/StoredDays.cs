using System.Globalization;
using System.Runtime.CompilerServices;
using Insights.Functions.Http;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Privacy;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights;

/// <summary>
/// Stored usage, as it may be seen: with the decision to name people it is that of the days of which people are known, as it is; without, it
/// is made safe to make any report of. There is no third way.
/// </summary>
public sealed class StoredDays(UsageStore usage, UsageKeys keys)
{
    /// <summary>The usage of some templates on the days that a range touches, as it is.</summary>
    internal async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportRange range, ReadNotes? notes, CancellationToken cancellationToken) =>
        named.Of(range) is { IsEmpty: false } known ? OfPeople(await ReadAsync(templates, known, notes, cancellationToken)) : [];

    /// <summary>The same, made safe.</summary>
    internal async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        PrivateUsage safe, AppChoice? apps, IReadOnlyCollection<Guid> templates, ReportRange range, CancellationToken cancellationToken) =>
        range.IsEmpty ? [] : [.. (await ReadAsync(templates, range, notes: null, cancellationToken)).Select(day => safe.Of(day, apps))];

    /// <summary>Makes the reports of a scan of usage as it is, reading it a window of days at a time.</summary>
    /// <param name="named">The decision to name people.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="templates">The templates.</param>
    /// <param name="narrowed">What of a day it sees; null for all.</param>
    /// <param name="notes">Where what is read is noted; null for nowhere.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    internal Task ScanAsync(
        NamedPeople named, ReportScan scan, IReadOnlyCollection<Guid> templates, Func<TemplateDay, TemplateDay>? narrowed, ReadNotes? notes, CancellationToken cancellationToken) =>
        ScanAsync(scan, templates, [.. scan.Stretches.Select(named.Of)], window => narrowed is null ? OfPeople(window) : [.. OfPeople(window).Select(narrowed)], notes, cancellationToken);

    /// <summary>The same, made safe.</summary>
    /// <param name="safe">What makes it safe.</param>
    /// <param name="apps">The applications that are asked for; null for all.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="templates">The templates.</param>
    /// <param name="shown">Which of some half-hours are shown.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    internal Task ScanAsync(
        PrivateUsage safe, AppChoice? apps, ReportScan scan, IReadOnlyCollection<Guid> templates, Func<ReportRange, ReportRange> shown, CancellationToken cancellationToken) =>

        // A day is made safe as a whole, whatever the range and the filter take of it then.
        ScanAsync(scan, templates, [.. scan.Stretches.Select(shown)], window => [.. window.Select(day => safe.Of(day, apps))], notes: null, cancellationToken);

    /// <summary>Goes through the days that a range touches, as they are.</summary>
    internal async Task VisitAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportRange range, Action<TemplateDay> visit, CancellationToken cancellationToken)
    {
        ReportRange[] stretches = [named.Of(range)];
        using var lease = await EnterAsync(templates, stretches, cancellationToken);
        await foreach (var window in WindowsAsync(lease, templates, stretches, OfPeople, notes: null, cancellationToken))
        {
            foreach (var day in window)
            {
                visit(day);
            }
        }
    }

    /// <summary>Notes what a reading of usage as it is would be made from, without reading it.</summary>
    internal async Task NoteAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportRange range, ReadNotes? notes, CancellationToken cancellationToken)
    {
        if (notes is not null && named.Of(range) is { IsEmpty: false } known)
        {
            var (first, last) = DaysOf(known);
            notes.Add(NameOf(first, last), await keys.DigestAsync(templates, first, last, cancellationToken));
        }
    }

    /// <summary>The answer where a report takes more memory than one may have.</summary>
    internal static ApiException TooLarge(ScanTooLargeException e) =>
        ApiException.TooLarge($"The usage of these templates and days takes more than {e.MaxMegabytes} MiB of memory. Ask for fewer days or templates.");

    /// <summary>The answer where there is no memory for a report beside the others.</summary>
    internal static ApiException Busy() =>
        ApiException.Busy("The service is busy with other reports.", "They take all the memory that there is for reports. Ask again.");

    // Counts in the place of people are not taken for people, should there be any where people were to be.
    private static IReadOnlyList<TemplateDay> OfPeople(IReadOnlyList<TemplateDay> days) =>
        days.All(day => day.Floor is null) ? days : [.. days.Where(day => day.Floor is null)];

    private async Task ScanAsync(
        ReportScan scan,
        IReadOnlyCollection<Guid> templates,
        IReadOnlyList<ReportRange> stretches,
        Func<IReadOnlyList<TemplateDay>, IReadOnlyList<TemplateDay>> seen,
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
        Func<IReadOnlyList<TemplateDay>, IReadOnlyList<TemplateDay>> seen,
        ReadNotes? notes,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var stretch in stretches.Where(stretch => !stretch.IsEmpty))
        {
            var (first, last) = DaysOf(stretch);
            var reads = notes is null ? null : new UsageReads();
            await foreach (var window in usage.ReadWindowsAsync(lease, templates, first, last, reads, cancellationToken))
            {
                yield return seen(window);
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
}
