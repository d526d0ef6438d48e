using Insights.Functions.Reports;
using Insights.Functions.Reports.Workspaces;
using Insights.Functions.Storage;

namespace Insights.Functions.Insights;

/// <summary>Reads the builds that reports of parameters are made of: those of whom a filter lets through, unless it says otherwise people.</summary>
public sealed class BuildReader(BuildTable builds, CatalogCache catalog, FilteredPeople people)
{
    /// <summary>How the parameters of some templates were set in a period.</summary>
    internal Task<IReadOnlyList<ParameterUsage>> ParametersAsync(
        IReadOnlyCollection<Guid> templates, ReportPeriod period, UsageFilter filter, CancellationToken cancellationToken) =>
        ReportAsync(templates, period, filter, ParametersReport.Of, cancellationToken);

    /// <summary>The parameters of some templates whose default nobody changed in a period.</summary>
    internal Task<IReadOnlyList<UnchangedParameter>> UnchangedAsync(
        IReadOnlyCollection<Guid> templates, ReportPeriod period, UsageFilter filter, CancellationToken cancellationToken) =>
        ReportAsync(templates, period, filter, UnchangedParametersReport.Of, cancellationToken);

    /// <summary>
    /// When the workspaces of some templates ran until an instant. All builds that are kept are read, since a workspace runs on from a
    /// build of long ago.
    /// </summary>
    internal async Task<IReadOnlyList<WorkspaceTimeline>> TimelinesAsync(
        IReadOnlyCollection<Guid> templates, DateTimeOffset until, CancellationToken cancellationToken) =>
        WorkspaceTimeline.Of(await builds.GetAsync(templates, DateTimeOffset.UnixEpoch, until, cancellationToken), until);

    private async Task<IReadOnlyList<T>> ReportAsync<T>(
        IReadOnlyCollection<Guid> templates,
        ReportPeriod period,
        UsageFilter filter,
        Func<IReadOnlyList<Catalog.WorkspaceBuild>, IReadOnlyDictionary<Guid, Catalog.TemplateVersion>, IReadOnlyList<T>> report,
        CancellationToken cancellationToken)
    {
        var inRange = await builds.GetAsync(templates, period.Start, period.End, cancellationToken);
        if (inRange.Count > 0 && await people.PredicateAsync(filter, cancellationToken) is { } counts)
        {
            inRange = [.. inRange.Where(build => counts(build.OwnerId))];
        }

        if (inRange.Count == 0)
        {
            return [];
        }

        var versions = ParametersReport.LatestOfWorkspaces(inRange).Select(build => build.TemplateVersionId).Distinct().ToArray();
        return report(inRange, await catalog.GetTemplateVersionsAsync(versions, cancellationToken));
    }
}
