using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.Forecast;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/forecast</c>: how many users to expect in the next weeks.</summary>
public sealed class ForecastFunction(TemplateAccess access, UsageReader usage, RecordedSince since, ForecastReader reader)
{
    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [.. ForecastRequest.Parameters, .. TemplateSelection.Parameters, .. UsageFilter.Parameters];

    /// <summary>200 with the forecast, or with the history alone where it is too short for one.</summary>
    [Function(nameof(ForecastInsights))]
    public async Task<IResult> ForecastInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/forecast")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = await RequestQuery.ReadAsync(request, cancellationToken);
        var asked = ForecastRequest.Read(query);
        var selection = TemplateSelection.Read(query);
        var filter = UsageFilter.Read(query, request);
        query.Complete();
        var visible = await access.DemandAsync(Caller.Of(request), selection.Listed, selection.Organization, cancellationToken);
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        var recorded = await since.StampAsync(request, templates, filter, cancellationToken);
        var (dates, history) = await reader.ReadAsync(asked, templates, filter, recorded, cancellationToken);
        return JsonAnswer.Ok(ForecastAnswer.Of(asked.Weeks, dates, history), ForecastJson.Api.ForecastAnswer);
    }
}
