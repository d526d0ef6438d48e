using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/overview</c>: many templates side by side, in one request.</summary>
public sealed class OverviewFunction(
    TemplateAccess access,
    UsageReader usage,
    RecordedSince since,
    ReportTags tags,
    BuildReader builds,
    UnusedReader unusedIn,
    PrivacyDoor privacy,
    CatalogCache catalog,
    TimeProvider clock)
{
    private const string TemplatesSection = "templates";
    private const string UnusedSection = "unused";
    private const string ParametersSection = "parameters";

    private static readonly ChoicesParameter Sections =
        new("sections", "What the answer has beside the sums; all of it when none is given.", TemplatesSection, UnusedSection, ParametersSection);

    private static readonly ZoneParameter Zone = new("timezone", "The time zone of the days; without it, they are those of start_time.");

    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } =
        [.. AskedPeriod.Parameters, .. TemplateSelection.Parameters, Sections, Zone, .. UsageFilter.Parameters];

    /// <summary>
    /// 200 with the sections asked for; the sums are always there. Without <c>template_ids</c> and <c>organization_id</c> it is about
    /// the templates that the caller may view, where the other reports demand all of them: it is what a list of those is made from.
    /// </summary>
    [Function(nameof(OverviewInsights))]
    public async Task<IResult> OverviewInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/overview")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = await RequestQuery.ReadAsync(request, cancellationToken);
        var asked = AskedPeriod.Read(query);
        var selection = TemplateSelection.Read(query);
        var names = query.List(Sections);
        var zone = query.TimeZone(Zone);
        var filter = UsageFilter.Read(query, request);
        query.Complete();
        var period = asked.At(clock.GetUtcNow());
        var days = ReportInterval.Day.SlotsOf(period, zone);
        var sections = SectionList.Parse(Sections, names);

        var visible = await access.DemandOverviewAsync(Caller.Of(request), selection.Listed, selection.Organization, cancellationToken);
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        var recorded = await since.OfEachAsync(templates, filter, cancellationToken);
        var inputs = new ReportInputs(templates, period.Range)
        {
            Parts = sections.Contains(UnusedSection) ? ReportParts.Apps | ReportParts.Templates : ReportParts.None,
            Builds = sections.Contains(ParametersSection) ? [period] : [],
        };
        filter = await tags.BeginAsync(request, filter, inputs, cancellationToken);

        // An application that few used is not there, and would count as unused; a build is what one owner did.
        var named = await privacy.FindNamedAsync(templates, period.Range, cancellationToken);
        var scan = new ReportScan();
        var overviewReport = OverviewReport.In(scan, period.Range, days);
        var withUnused = named is not null && sections.Contains(UnusedSection);
        var apps = AppDirectory.Of(withUnused ? await catalog.GetAppsAsync(templates, cancellationToken) : []);
        var used = withUnused ? TemplatesReport.In(scan, period.Range, apps, []) : null;
        await usage.ScanAsync(scan, templates, filter, cancellationToken);
        var overview = overviewReport.Value;
        var unused = used is null ? null : UnusedReport.Of(await unusedIn.TemplatesAsync(visible, period, cancellationToken), apps, used.Value);
        var unchanged = named is not null && sections.Contains(ParametersSection) ? await builds.UnchangedAsync(named, templates, period, filter, cancellationToken) : null;
        var section = new OverviewAnswer.Section(
            period.Start,
            period.End,
            overview.ActiveUsers,
            overview.Seconds,
            sections.Contains(TemplatesSection) ? [.. overview.Templates.Select(template => OverviewAnswer.TemplateEntry.Of(template, recorded))] : [],
            unused?.TemplateIds,
            unused is null ? null : [.. unused.Apps.Select(OverviewAnswer.UnusedEntry.Of)],
            unchanged is null ? null : [.. unchanged.Select(OverviewAnswer.UnchangedEntry.Of)]);
        return JsonAnswer.Ok(new OverviewAnswer(section, await since.StampAsync(request, templates, recorded, cancellationToken)), InsightsJson.Api.OverviewAnswer);
    }
}
