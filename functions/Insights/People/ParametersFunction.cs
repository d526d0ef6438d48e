using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Insights.Tags;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.People;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/parameters</c>: which values workspaces are built with, over time.</summary>
public sealed class ParametersFunction(PeriodRequests requests, ReportTags tags, BuildReader builds, PrivacyDoor privacy)
{
    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [.. PeriodRequests.Parameters, ParameterSlots.IntervalName];

    /// <summary>200 with the report.</summary>
    [Function(nameof(ParameterInsights))]
    public async Task<IResult> ParameterInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/parameters")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var interval = "";
        var asked = await requests.ReadOfPeopleAsync(request, query => interval = ParameterSlots.Read(query), cancellationToken);
        var slots = ParameterSlots.Of(ParameterSlots.Parse(interval), asked.Period, asked.Zone);
        var named = await privacy.DemandNamedAsync(asked.Templates, cancellationToken);
        asked = await tags.BeginAsync(request, asked, new(asked.Templates) { Builds = [asked.Period] }, cancellationToken);
        var trends = await builds.TrendsAsync(named, asked.Templates, asked.Period, slots, asked.Filter, cancellationToken);
        return JsonAnswer.Ok(
            new PeopleAnswer<ParametersAnswer>(
                new ParametersAnswer(
                    asked.Period.Start,
                    asked.Period.End,
                    [.. trends.SelectMany(trend => trend.TemplateIds).Distinct().Order()],
                    [.. trends.Select(ParametersAnswer.Parameter.Of)]),
                asked.Recorded),
            ParametersJson.Api.Answer);
    }
}
