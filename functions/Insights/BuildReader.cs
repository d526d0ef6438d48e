using Insights.Functions.Catalog;
using System.Runtime.CompilerServices;
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
    internal async Task<IReadOnlyList<ParameterUsage>> ParametersAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportPeriod period, UsageFilter filter, CancellationToken cancellationToken) =>
        await ParametersAsync(named, await InRangeAsync(named, templates, period, filter, cancellationToken), cancellationToken);

    /// <summary>How parameters were set in some builds.</summary>
    internal Task<IReadOnlyList<ParameterUsage>> ParametersAsync(NamedPeople named, IReadOnlyList<WorkspaceBuild> inRange, CancellationToken cancellationToken) =>
        ReportAsync(named, inRange, ParametersReport.Of, cancellationToken);

    /// <summary>The parameters of some templates whose default nobody changed in a period.</summary>
    internal async Task<IReadOnlyList<UnchangedParameter>> UnchangedAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportPeriod period, UsageFilter filter, CancellationToken cancellationToken) =>
        await UnchangedAsync(named, await InRangeAsync(named, templates, period, filter, cancellationToken), cancellationToken);

    /// <summary>The parameters whose default nobody changed in some builds.</summary>
    internal Task<IReadOnlyList<UnchangedParameter>> UnchangedAsync(NamedPeople named, IReadOnlyList<WorkspaceBuild> inRange, CancellationToken cancellationToken) =>
        ReportAsync(named, inRange, UnchangedParametersReport.Of, cancellationToken);

    /// <summary>
    /// When the workspaces of some templates ran until an instant. All builds of days of which people are known are read, since a workspace runs
    /// on from a build of long ago.
    /// </summary>
    internal async Task<IReadOnlyList<WorkspaceTimeline>> TimelinesAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, DateTimeOffset until, CancellationToken cancellationToken) =>
        WorkspaceTimeline.Of(await history.GetAsync(templates, named.Of(DateTimeOffset.MinValue), until, cancellationToken), until);

    /// <summary>How the parameters of some templates were set in a period, and in each of some slots of it.</summary>
    internal async Task<IReadOnlyList<ParameterTrend>> TrendsAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportPeriod period, IReadOnlyList<Slot> slots, UsageFilter filter, CancellationToken cancellationToken)
    {
        var inRange = await InRangeAsync(named, templates, period, filter, cancellationToken);
        var versions = inRange.Select(build => build.TemplateVersionId).Distinct().ToArray();
        return ParameterTrends.Of(inRange, versions.Length == 0 ? new Dictionary<Guid, TemplateVersion>() : await catalog.GetTemplateVersionsAsync(versions, cancellationToken), slots);
    }

    /// <summary>Every build of some templates before an instant, of days of which people are known and of those whom a filter lets through: a workspace may have its newest since long. They come without parameters.</summary>
    internal async Task<IReadOnlyList<WorkspaceBuild>> AllAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, DateTimeOffset until, UsageFilter filter, CancellationToken cancellationToken)
    {
        var all = await history.GetAsync(templates, named.Of(DateTimeOffset.MinValue), until, cancellationToken);
        return await people.PredicateAsync(named, filter, cancellationToken) is { } counts ? [.. all.Where(build => counts(build.OwnerId))] : all;
    }

    /// <summary>The builds of some templates that were made in a period, of those whom a filter lets through.</summary>
    internal async Task<IReadOnlyList<WorkspaceBuild>> InRangeAsync(
        NamedPeople named, IReadOnlyCollection<Guid> templates, ReportPeriod period, UsageFilter filter, CancellationToken cancellationToken)
    {
        var start = named.Of(period.Start);
        var inRange = start < period.End ? await builds.GetAsync(templates, start, period.End, cancellationToken) : [];
        if (filter.Notes is { } notes)
        {
            notes.Add(NameOf(period), await DigestAsync(inRange, cancellationToken));
        }

        return inRange.Count > 0 && await people.PredicateAsync(named, filter, cancellationToken) is { } counts
            ? [.. inRange.Where(build => counts(build.OwnerId))]
            : inRange;
    }

    /// <summary>The builds of one owner of the days of which people are known, with their parameters, one after the other.</summary>
    internal async IAsyncEnumerable<Catalog.WorkspaceBuild> OfOwnerAsync(
        NamedPeople named, Guid owner, IReadOnlyCollection<Guid> templates, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var since = named.Of(DateTimeOffset.MinValue);
        foreach (var template in templates)
        {
            await foreach (var build in builds.ScanAsync(template, cancellationToken))
            {
                if (build.OwnerId == owner && build.CreatedAt >= since)
                {
                    yield return build;
                }
            }
        }
    }

    /// <summary>What tells apart the builds of some templates before an instant, as <see cref="AllAsync"/> and <see cref="TimelinesAsync"/> read them.</summary>
    internal Task<UInt128> DigestAsync(NamedPeople named, IReadOnlyCollection<Guid> templates, DateTimeOffset until, CancellationToken cancellationToken) =>
        history.DigestAsync(templates, named.Of(DateTimeOffset.MinValue), until, cancellationToken);

    // With all that their versions say: a report looks at them later, and at fewer.
    private async Task<UInt128> DigestAsync(IReadOnlyList<WorkspaceBuild> inRange, CancellationToken cancellationToken)
    {
        var versions = inRange.Select(build => build.TemplateVersionId).Distinct().ToArray();
        var known = versions.Length == 0 ? new Dictionary<Guid, TemplateVersion>() : await catalog.GetTemplateVersionsAsync(versions, cancellationToken);
        return new ContentDigest()
            .Add(ContentDigest.Of(inRange, CatalogJson.Default.WorkspaceBuild)).Add(ContentDigest.Of(known.Values, CatalogJson.Default.TemplateVersion)).Value;
    }

    private static string NameOf(ReportPeriod period) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"builds {period.Start.UtcTicks} {period.End.UtcTicks}");

    private async Task<IReadOnlyList<T>> ReportAsync<T>(
        NamedPeople named,
        IReadOnlyList<WorkspaceBuild> inRange,
        Func<IReadOnlyList<WorkspaceBuild>, IReadOnlyDictionary<Guid, TemplateVersion>, IReadOnlyList<T>> report,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(named);
        if (inRange.Count == 0)
        {
            return [];
        }

        var versions = ParametersReport.LatestOfWorkspaces(inRange).Select(build => build.TemplateVersionId).Distinct().ToArray();
        return report(inRange, await catalog.GetTemplateVersionsAsync(versions, cancellationToken));
    }
}
