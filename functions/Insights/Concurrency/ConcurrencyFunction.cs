using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Insights.Tags;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.Concurrency;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/concurrency</c>: how many were active at once, and when.</summary>
public sealed class ConcurrencyFunction(PeriodRequests requests, ReportTags tags, ConcurrencyReader reader)
{
    private const string DaysSection = "days";
    private const string HeatMapSection = "heat_map";
    private const string HalfHoursSection = "half_hours";

    private static readonly ChoicesParameter Sections = new(
        "sections", "The parts that the answer has; days and heat_map when none is given.", DaysSection, HeatMapSection, HalfHoursSection);

    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [.. PeriodRequests.Parameters, Sections];

    /// <summary>200 with the sections asked for; the peak of the period is always there.</summary>
    [Function(nameof(ConcurrencyInsights))]
    public async Task<IResult> ConcurrencyInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/concurrency")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string[] listed = [];
        var asked = await requests.ReadAsync(request, query => listed = query.List(Sections), cancellationToken);
        var sections = SectionList.Parse(Sections, listed.Length == 0 ? [DaysSection, HeatMapSection] : listed);
        asked = await tags.BeginAsync(request, asked, new(asked.Templates, asked.Period.Range) { BuildsUntil = asked.Period.End }, cancellationToken);
        var (report, workspaces) = (await reader.ReadAsync(asked, cancellationToken), await reader.WorkspacesAsync(asked, cancellationToken));
        var zone = asked.Calendar;
        return JsonAnswer.Ok(
            new ConcurrencyAnswer(new ConcurrencyAnswer.Section(
                asked.Period.Start,
                asked.Period.End,
                report.TemplateIds,
                ConcurrencyAnswer.Peak.Of(report.PeakIn(asked.Period.Range), zone),
                ConcurrencyAnswer.Running.Of(workspaces, asked.Period.Start, asked.Period.End, zone),
                sections.Contains(DaysSection) ? ConcurrencyAnswer.DaysOf(report, workspaces, ReportInterval.Day.SlotsOf(asked.Period, asked.Zone), zone) : null,
                sections.Contains(HeatMapSection) ? ConcurrencyAnswer.HeatMapOf(report, asked.FirstRecorded, zone) : null,
                sections.Contains(HalfHoursSection) ? ConcurrencyAnswer.Series.Of(report) : null)),
            ConcurrencyJson.Api.ConcurrencyAnswer);
    }
}
