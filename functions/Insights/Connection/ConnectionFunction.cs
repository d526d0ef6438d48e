using Insights.Functions.Http;
using Insights.Functions.Insights.Tags;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.Connection;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/connection</c>: how the connections of users were, when and where.</summary>
public sealed class ConnectionFunction(PeriodRequests requests, ReportTags tags, ConnectionReader reader)
{
    /// <summary>200 with the report.</summary>
    [Function(nameof(ConnectionInsights))]
    public async Task<IResult> ConnectionInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/connection")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var asked = await requests.ReadAsync(request, _ => { }, cancellationToken);
        asked = await tags.BeginAsync(request, asked, new(asked.Templates, asked.Period.Range) { Parts = ReportParts.Templates }, cancellationToken);
        var days = ReportInterval.Day.SlotsOf(asked.Period, asked.Zone);
        var report = await reader.ReadAsync(asked, days, cancellationToken);
        return JsonAnswer.Ok(ConnectionAnswer.Of(asked.Period, days, report), ConnectionJson.Api.ConnectionAnswer);
    }
}
