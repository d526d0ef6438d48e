using Insights.Functions.Reports;
using Insights.Functions.Reports.Parameters;
using Insights.Functions.Reports.Workspaces;
using Insights.Functions.Storage;

namespace Insights.Functions.Insights;

/// <summary>
/// Reads the builds that reports of parameters and workspaces are made of: those of whom a filter lets through, unless it says otherwise
/// people. A build is what one owner did at one time, so it takes the decision to name people.
/// </summary>
public sealed class BuildReader(BuildTable builds, BuildHistory history, CatalogCache catalog, FilteredPeople people)
{
    /// <summary>How the parameters of some templates were set in a period.</summary>
    internal Task<IReadOnlyList<ParameterUsage>> ParametersAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportPeriod period, UsageFilter filter, CancellationToken cancellationToken) =>
        ReportAsync(named, templates, period, filter, ParametersReport.Of, cancellationToken);

    /// <summary>The parameters of some templates whose default nobody changed in a period.</summary>
    internal Task<IReadOnlyList<UnchangedParameter>> UnchangedAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportPeriod period, UsageFilter filter, CancellationToken cancellationToken) =>
        ReportAsync(named, templates, period, filter, UnchangedParametersReport.Of, cancellationToken);

    /// <summary>
    /// When the workspaces of some templates ran until an instant. All builds that are kept are read, since a workspace runs on from a
    /// build of long ago.
    /// </summary>
    internal async Task<IReadOnlyList<WorkspaceTimeline>> TimelinesAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(named);
        return WorkspaceTimeline.Of(await history.GetAsync(templates, until, cancellationToken), until);
    }

    /// <summary>How the parameters of some templates were set in a period, and in each of some slots of it.</summary>
    internal async Task<IReadOnlyList<ParameterTrend>> TrendsAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportPeriod period, IReadOnlyList<Slot> slots, UsageFilter filter, CancellationToken cancellationToken)
    {
        var inRange = await InRangeAsync(named, templates, period, filter, cancellationToken);
        return ParameterTrends.Of(inRange, await VersionsAsync(inRange, isOfAll: true, filter, cancellationToken), slots);
    }

    /// <summary>Every build of some templates before an instant that is kept, of those whom a filter lets through: a workspace may have its newest since long. They come without parameters.</summary>
    internal async Task<IReadOnlyList<Catalog.WorkspaceBuild>> AllAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, DateTimeOffset until, UsageFilter filter, CancellationToken cancellationToken)
    {
        var all = await history.GetAsync(templates, until, cancellationToken);
        return await people.PredicateAsync(named, filter, cancellationToken) is { } counts ? [.. all.Where(build => counts(build.OwnerId))] : all;
    }

    /// <summary>Notes what reports of parameters in a period are made from, and makes none.</summary>
    internal async Task NoteAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportPeriod period, bool withAllVersions, UsageFilter filter, CancellationToken cancellationToken)
    {
        var inRange = await InRangeAsync(named, templates, period, filter, cancellationToken);
        await VersionsAsync(withAllVersions ? inRange : ParametersReport.LatestOfWorkspaces(inRange), withAllVersions, filter, cancellationToken);
    }

    /// <summary>What tells apart the builds of some templates before an instant, as <see cref="AllAsync"/> and <see cref="TimelinesAsync"/> read them.</summary>
    internal async Task<UInt128> DigestAsync(NamedPeople named, IReadOnlyCollection<Guid> templates, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(named);
        return await history.DigestAsync(templates, until, cancellationToken);
    }

    private async Task<IReadOnlyList<T>> ReportAsync<T>(
        NamedPeople named,
        IReadOnlyCollection<Guid> templates,
        ReportPeriod period,
        UsageFilter filter,
        Func<IReadOnlyList<Catalog.WorkspaceBuild>, IReadOnlyDictionary<Guid, Catalog.TemplateVersion>, IReadOnlyList<T>> report,
        CancellationToken cancellationToken)
    {
        var inRange = await InRangeAsync(named, templates, period, filter, cancellationToken);
        return inRange.Count == 0 ? [] : report(inRange, await VersionsAsync(ParametersReport.LatestOfWorkspaces(inRange), isOfAll: false, filter, cancellationToken));
    }

    private async Task<IReadOnlyDictionary<Guid, Catalog.TemplateVersion>> VersionsAsync(
        IEnumerable<Catalog.WorkspaceBuild> of, bool isOfAll, UsageFilter filter, CancellationToken cancellationToken)
    {
        var ids = of.Select(build => build.TemplateVersionId).Distinct().ToArray();
        if (ids.Length == 0)
        {
            return new Dictionary<Guid, Catalog.TemplateVersion>();
        }

        var versions = await catalog.GetTemplateVersionsAsync(ids, cancellationToken);
        filter.Notes?.Add(isOfAll ? "versions" : "versions of the latest", ContentDigest.Of(versions.Values, CatalogJson.Default.TemplateVersion));
        return versions;
    }

    private async Task<IReadOnlyList<Catalog.WorkspaceBuild>> InRangeAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportPeriod period, UsageFilter filter, CancellationToken cancellationToken)
    {
        var inRange = await builds.GetAsync(templates, period.Start, period.End, cancellationToken);
        filter.Notes?.Add("builds", ContentDigest.Of(inRange, CatalogJson.Default.WorkspaceBuild));
        return inRange.Count > 0 && await people.PredicateAsync(named, filter, cancellationToken) is { } counts
            ? [.. inRange.Where(build => counts(build.OwnerId))]
            : inRange;
    }
}
