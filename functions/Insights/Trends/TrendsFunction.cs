using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.Trends;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/trends</c>: long ranges by month or quarter.</summary>
public sealed class TrendsFunction(PeriodRequests requests, TrendsReader reader)
{
    /// <summary>200 with the report.</summary>
    [Function(nameof(TrendInsights))]
    public async Task<IResult> TrendInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/trends")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var name = "";
        var asked = await requests.ReadAsync(request, query => name = query.Required(ReportInterval.ParameterName), cancellationToken);
        var interval = TrendInterval.Parse(name);
        var slots = await reader.ReadAsync(asked, interval, cancellationToken);
        return JsonAnswer.Ok(
            new TrendsAnswer(new(asked.Period.Start, asked.Period.End, interval.Name, [.. slots.Select(TrendsAnswer.Slot.Of)])), TrendsJson.Api.TrendsAnswer);
    }
}
