using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports;
using Insights.Functions.Reports.SessionApps;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/templates</c>: how templates were used, in all and by day or week.</summary>
public sealed class TemplatesFunction(
    TemplateAccess access, UsageReader usage, RecordedSince since, ReportTags tags, BuildReader builds, PrivacyDoor privacy, CatalogCache catalog, TimeProvider clock)
{
    private const string ReportSection = "report";
    private const string IntervalsSection = "interval_reports";

    private static readonly ChoicesParameter Sections = new("sections", "What the answer has; all of it when none is given.", ReportSection, IntervalsSection);
    private static readonly ZoneParameter Zone = new("timezone", "The time zone of the slots; without it, they are those of start_time.");

    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } =
        [.. AskedPeriod.Parameters, ReportInterval.ParameterName, .. TemplateSelection.Parameters, Sections, AppListings.ParameterName, Zone, .. UsageFilter.Parameters];

    /// <summary>200 with the sections asked for.</summary>
    [Function(nameof(TemplateInsights))]
    public async Task<IResult> TemplateInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/templates")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = await RequestQuery.ReadAsync(request, cancellationToken);
        var asked = AskedPeriod.Read(query);
        var intervalName = query.Optional(ReportInterval.ParameterName);
        var selection = TemplateSelection.Read(query);
        var sections = query.List(Sections);
        var listing = AppListings.Read(query);
        var zone = query.TimeZone(Zone);
        var filter = UsageFilter.Read(query, request);
        query.Complete();
        var period = asked.At(clock.GetUtcNow());
        var interval = ReportInterval.Parse(intervalName);
        var slots = interval?.SlotsOf(period, zone) ?? [];
        var (withReport, withIntervals) = ParseSections(sections);

        var visible = await access.DemandAsync(Caller.Of(request), selection.Listed, selection.Organization, cancellationToken);
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        await since.StampAsync(request, templates, filter, cancellationToken);
        var inputs = new ReportInputs(templates, period.Range);
        filter = await tags.BeginAsync(request, filter, withReport ? inputs with { Parts = ReportParts.Apps, Builds = [period] } : inputs, cancellationToken);
        var parametersTask = withReport && await privacy.FindNamedAsync(templates, period.Range, cancellationToken) is { } named
            ? builds.ParametersAsync(named, templates, period, filter, cancellationToken)
            : Task.FromResult<IReadOnlyList<ParameterUsage>>([]);
        var scan = new ReportScan();
        var report = TemplatesReport.In(scan, period.Range, withReport ? await AppDirectoryAsync(templates, cancellationToken) : new AppDirectory([]), slots);
        var sessions = withReport && listing != AppListing.Families ? SessionAppsReport.In(scan, period.Range) : null;
        await Task.WhenAll(parametersTask, usage.ScanAsync(scan, templates, filter, cancellationToken));
        var answer = new TemplatesAnswer(
            withReport ? TemplatesAnswer.ReportOf(period, report.Value, new ListedApps(listing, sessions?.Value), await parametersTask) : null,
            withIntervals && interval is not null && slots.Count > 0 ? TemplatesAnswer.IntervalsOf(interval, report.Value.Slots) : null);
        return JsonAnswer.Ok(answer, InsightsJson.Api.TemplatesAnswer);
    }

    private static (bool Report, bool Intervals) ParseSections(string[] sections)
    {
        var unknown = sections.FirstOrDefault(section => section is not (ReportSection or IntervalsSection));
        return unknown is not null
            ? throw RequestQuery.Invalid(
                Sections,
                $"Query param \"{Sections}\" must be a list of {ReportSection}, {IntervalsSection}, but has \"{JsonItem.Shown(unknown)}\"")
            : sections.Length == 0 ? (true, true) : (sections.Contains(ReportSection), sections.Contains(IntervalsSection));
    }

    private async Task<AppDirectory> AppDirectoryAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        AppDirectory.Of(await catalog.GetAppsAsync(templates, cancellationToken));
}
