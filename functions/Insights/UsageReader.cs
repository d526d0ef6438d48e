using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights;

/// <summary>
/// Reads the usage that a report is made of: what <see cref="PrivacyDoor"/> lets through of it. A report of how many there were, over a range
/// that begins before people are known, is made of counts wholly: people beside counts would be counted twice.
/// </summary>
public sealed class UsageReader(StoredDays days, UsageIndex index, CatalogCache catalog, FilteredPeople people, PrivacyDoor privacy)
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
        var named = await FindNamedAsync(templates, filter, cancellationToken);
        var areCounted = !filter.NarrowsPeople && PrivacyDoor.AreCounted(range, await privacy.CountedBeforeAsync(templates, cancellationToken));
        if (named is not null && !areCounted)
        {
            return await ReadNamedAsync(named, templates, range, filter, cancellationToken);
        }

        var safe = await privacy.UsageAsync(templates, range, areCounted, cancellationToken);
        return await days.ReadAsync(safe, filter.Apps, templates, ShownOf(named, range), cancellationToken);
    }

    /// <summary>The usage of some templates as it is, for a report on persons: of the days of which people are known.</summary>
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
        var known = await days.ReadAsync(named, templates, range, filter.Notes, cancellationToken);
        return Narrowed(await leftOutTask, narrowing) is { } narrowed ? [.. known.Select(narrowed)] : known;
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

    /// <summary>
    /// The same, of which <paramref name="period"/> is what the answer is about: the pseudonyms of its users are those of this period, and its
    /// head says when this one is counted.
    /// </summary>
    internal async Task ScanAsync(
        ReportScan scan, ReportRange period, IReadOnlyCollection<Guid> templates, UsageFilter filter, CancellationToken cancellationToken)
    {
        var named = await FindNamedAsync(templates, filter, cancellationToken);
        var first = filter.NarrowsPeople ? null : await privacy.CountedBeforeAsync(templates, cancellationToken);
        var (known, counted) = scan.SplitBy(range => PrivacyDoor.AreCounted(range, first));
        if (named is not null)
        {
            await ScanNamedAsync(named, known, templates, filter, cancellationToken);
        }
        else
        {
            await ScanSafeAsync(known, named, period, areCounted: false, templates, filter, cancellationToken);
        }

        if (counted is not null)
        {
            await ScanSafeAsync(counted, named, period, areCounted: true, templates, filter, cancellationToken);
            if (PrivacyDoor.AreCounted(period, first))
            {
                filter.Head?[PrivacyDoor.HeaderName] = privacy.HeaderOfCounts;
            }
        }
    }

    /// <summary>Makes the reports of a scan of usage as it is, for a report on persons: of the days of which people are known.</summary>
    internal async Task ScanNamedAsync(
        NamedPeople named, ReportScan scan, IReadOnlyCollection<Guid> templates, UsageFilter filter, CancellationToken cancellationToken)
    {
        // First, and for no half-hour at all as well: it is refused where the caller may not ask for it.
        var narrowing = await people.NarrowingAsync(named, filter, cancellationToken);
        var leftOut = filter.WithSystem ? [] : await catalog.GetSystemUsersAsync(cancellationToken);
        await days.ScanAsync(named, scan, templates, Narrowed(leftOut, narrowing), filter.Notes, cancellationToken);
    }

    private async Task ScanSafeAsync(
        ReportScan scan, NamedPeople? named, ReportRange period, bool areCounted, IReadOnlyCollection<Guid> templates, UsageFilter filter, CancellationToken cancellationToken)
    {
        var safe = await privacy.UsageAsync(templates, period, areCounted, cancellationToken);
        await days.ScanAsync(safe, filter.Apps, scan, templates, range => ShownOf(named, range), cancellationToken);
    }

    private async ValueTask<NamedPeople?> FindNamedAsync(IReadOnlyCollection<Guid> templates, UsageFilter filter, CancellationToken cancellationToken) =>
        await privacy.FindNamedAsync(templates, cancellationToken) is { } named ? named : filter.NarrowsPeople ? throw PrivacyDoor.Withheld() : null;

    // Who may see by name what is going on may see it counted.
    private ReportRange ShownOf(NamedPeople? named, ReportRange range) => named is null ? privacy.Shown(range) : range;

    private static Func<TemplateDay, TemplateDay>? Narrowed(IReadOnlyList<Guid> leftOut, UsageNarrowing? narrowing) =>
        leftOut.Count == 0 && narrowing is null ? null : day => day with { LeftOut = leftOut, Narrowing = narrowing };
}
