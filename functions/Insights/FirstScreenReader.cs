using Insights.Functions.Access;
using Insights.Functions.Reports;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Insights;

/// <summary>Makes all sections of a first screen in one scan.</summary>
public sealed class FirstScreenReader(UsageReader usage, RecordedSince since, BuildReader builds, UnusedReader unusedIn, CatalogCache catalog)
{
    /// <summary>The sections asked for, of the templates that the caller may view.</summary>
    internal async Task<FirstScreenAnswer> ReadAsync(
        HttpRequest request, FirstScreenQuery query, VisibleTemplates visible, CancellationToken cancellationToken)
    {
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        var recorded = await since.OfEachAsync(templates, cancellationToken);
        var parameters = query.Has(FirstScreenQuery.Report)
            ? builds.ParametersAsync(templates, query.Period, query.WithSystem, cancellationToken)
            : Task.FromResult<IReadOnlyList<ParameterUsage>>([]);
        var unchanged = query.Has(FirstScreenQuery.Unchanged)
            ? builds.UnchangedAsync(templates, query.Period, query.WithSystem, cancellationToken)
            : Task.FromResult<IReadOnlyList<UnchangedParameter>>([]);
        var withApps = query.Has(FirstScreenQuery.Report) || query.Has(FirstScreenQuery.Unused);
        var apps = AppDirectory.Of(withApps ? await catalog.GetAppsAsync(templates, cancellationToken) : []);

        var (scan, range) = (new ReportScan(), query.Period.Range);
        var used = withApps ? TemplatesReport.In(scan, range, apps, query.Has(FirstScreenQuery.Intervals) ? query.Slots : []) : null;
        var slots = !withApps && query.Has(FirstScreenQuery.Intervals) ? ActiveUsersReport.In(scan, range, query.Slots) : null;
        var activity = query.Has(FirstScreenQuery.Users) ? ActivityReport.In(scan, range) : null;
        var latency = query.Has(FirstScreenQuery.Users) ? LatencyReport.In(scan, range) : null;
        var overview = query.Has(FirstScreenQuery.Overview) ? OverviewReport.In(scan, range, query.Days) : null;
        var also = query.Also.Select(further => (further.Period, Report: OverviewReport.In(scan, further.Period.Range, further.Days))).ToArray();
        await Task.WhenAll(parameters, unchanged, usage.ScanAsync(scan, templates, query.WithSystem, cancellationToken));

        var unused = query.Has(FirstScreenQuery.Unused)
            ? UnusedReport.Of(await unusedIn.TemplatesAsync(visible, query.Period, cancellationToken), apps, used!.Value)
            : null;
        return new FirstScreenAnswer(
            query.Period.Start,
            query.Period.End,
            query.Has(FirstScreenQuery.Report) ? TemplatesAnswer.ReportOf(query.Period, used!.Value, await parameters) : null,
            query.Has(FirstScreenQuery.Intervals) ? TemplatesAnswer.IntervalsOf(query.Interval, used?.Value.Slots ?? slots!.Value) : null,
            activity?.Value.TemplateIds,
            activity is null ? null : FirstScreenAnswer.UsersOf(activity.Value, latency!.Value, new UserNames(await catalog.GetUsersAsync(cancellationToken))),
            overview is null ? null : FirstScreenAnswer.OverviewOf(query.Period, overview.Value, recorded),
            unused?.TemplateIds,
            unused is null ? null : [.. unused.Apps.Select(OverviewAnswer.UnusedEntry.Of)],
            query.Has(FirstScreenQuery.Unchanged) ? [.. (await unchanged).Select(OverviewAnswer.UnchangedEntry.Of)] : null,
            also.Length == 0 ? null : [.. also.Select(further => FirstScreenAnswer.OverviewOf(further.Period, further.Report.Value, recorded))],
            RecordedSince.Stamp(request, recorded));
    }
}
