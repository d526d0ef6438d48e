using Insights.Functions.Access;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Insights;

/// <summary>Makes all sections of a first screen in one scan.</summary>
public sealed class FirstScreenReader(
    UsageReader usage, RecordedSince since, ReportTags tags, BuildReader builds, UnusedReader unusedIn, PrivacyDoor privacy, CatalogCache catalog)
{
    /// <summary>The sections asked for, of the templates that the caller may view.</summary>
    internal async Task<FirstScreenAnswer> ReadAsync(
        HttpRequest request, FirstScreenQuery query, VisibleTemplates visible, CancellationToken cancellationToken)
    {
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        var recorded = await since.OfEachAsync(templates, cancellationToken);

        // An application that few used is not there, and would count as unused; a build is what one owner did.
        var named = await privacy.FindNamedAsync(templates, cancellationToken);
        var (withUnused, withUnchanged) = (named is not null && query.Has(FirstScreenQuery.Unused), named is not null && query.Has(FirstScreenQuery.Unchanged));
        var withApps = query.Has(FirstScreenQuery.Report) || withUnused;
        var apps = AppDirectory.Of(withApps ? await catalog.GetAppsAsync(templates, cancellationToken) : []);

        var (scan, range) = (new ReportScan(), query.Period.Range);
        var used = withApps ? TemplatesReport.In(scan, range, apps, query.Has(FirstScreenQuery.Intervals) ? query.Slots : []) : null;
        var slots = !withApps && query.Has(FirstScreenQuery.Intervals) ? ActiveUsersReport.In(scan, range, query.Slots) : null;
        var activity = query.Has(FirstScreenQuery.Users) ? ActivityReport.In(scan, range) : null;
        var latency = query.Has(FirstScreenQuery.Users) ? LatencyReport.In(scan, range) : null;
        var overview = query.Has(FirstScreenQuery.Overview) ? OverviewReport.In(scan, range, query.Days) : null;
        var also = query.Also.Select(further => (further.Period, Report: OverviewReport.In(scan, further.Period.Range, further.Days))).ToArray();
        var filter = await tags.BeginAsync(request, query.Filter, InputsOf(query, templates, scan.Range), cancellationToken);
        var parameters = named is not null && query.Has(FirstScreenQuery.Report)
            ? builds.ParametersAsync(named, templates, query.Period, filter, cancellationToken)
            : Task.FromResult<IReadOnlyList<ParameterUsage>>([]);
        var unchanged = named is not null && withUnchanged
            ? builds.UnchangedAsync(named, templates, query.Period, filter, cancellationToken)
            : Task.FromResult<IReadOnlyList<UnchangedParameter>>([]);
        await Task.WhenAll(parameters, unchanged, usage.ScanAsync(scan, templates, filter, cancellationToken));

        var unused = withUnused
            ? UnusedReport.Of(await unusedIn.TemplatesAsync(visible, query.Period, cancellationToken), apps, used!.Value)
            : null;
        return new FirstScreenAnswer(
            query.Period.Start,
            query.Period.End,
            query.Has(FirstScreenQuery.Report) ? TemplatesAnswer.ReportOf(query.Period, used!.Value, new ListedApps(AppListing.Families, sessions: null), await parameters) : null,
            query.Has(FirstScreenQuery.Intervals) ? TemplatesAnswer.IntervalsOf(query.Interval, used?.Value.Slots ?? slots!.Value) : null,
            activity?.Value.TemplateIds,
            activity is null ? null : FirstScreenAnswer.UsersOf(activity.Value, latency!.Value, await privacy.NamesAsync(templates, cancellationToken)),
            overview is null ? null : FirstScreenAnswer.OverviewOf(query.Period, overview.Value, recorded),
            unused?.TemplateIds,
            unused is null ? null : [.. unused.Apps.Select(OverviewAnswer.UnusedEntry.Of)],
            withUnchanged ? [.. (await unchanged).Select(OverviewAnswer.UnchangedEntry.Of)] : null,
            also.Length == 0 ? null : [.. also.Select(further => FirstScreenAnswer.OverviewOf(further.Period, further.Report.Value, recorded))],
            await since.StampAsync(request, templates, recorded, cancellationToken));
    }

    private static ReportInputs InputsOf(FirstScreenQuery query, IReadOnlyCollection<Guid> templates, ReportRange scanned) => new(templates, scanned)
    {
        Parts = (query.Has(FirstScreenQuery.Report) || query.Has(FirstScreenQuery.Unused) ? ReportParts.Apps : ReportParts.None)
            | (query.Has(FirstScreenQuery.Unused) ? ReportParts.Templates : ReportParts.None)
            | (query.Has(FirstScreenQuery.Users) ? ReportParts.Users : ReportParts.None),
        Builds = query.Has(FirstScreenQuery.Report) || query.Has(FirstScreenQuery.Unchanged) ? query.Period : null,
    };
}
