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

    /// <summary>The usage of some templates on the days that some stretches touch, as it is, in windows of days.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<TemplateDay>> WindowsAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, IEnumerable<ReportRange> stretches, ReadNotes? notes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var window in WindowsAsync(templates, stretches.Select(named.Of), notes, cancellationToken))
        {
            yield return OfPeople(window);
        }
    }

    /// <summary>The same, made safe.</summary>
    internal async IAsyncEnumerable<IReadOnlyList<TemplateDay>> WindowsAsync(
        PrivateUsage safe, AppChoice? apps, IReadOnlyCollection<Guid> templates, IEnumerable<ReportRange> stretches, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A day is made safe as a whole, whatever the range and the filter take of it then.
        await foreach (var window in WindowsAsync(templates, stretches, notes: null, cancellationToken))
        {
            yield return [.. window.Select(day => safe.Of(day, apps))];
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

    private async IAsyncEnumerable<IReadOnlyList<TemplateDay>> WindowsAsync(
        IReadOnlyCollection<Guid> templates, IEnumerable<ReportRange> stretches, ReadNotes? notes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var stretch in stretches.Where(stretch => !stretch.IsEmpty))
        {
            var (first, last) = DaysOf(stretch);
            var reads = notes is null ? null : new UsageReads();
            await foreach (var window in usage.ReadWindowsAsync(templates, first, last, reads, cancellationToken))
            {
                yield return window;
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
