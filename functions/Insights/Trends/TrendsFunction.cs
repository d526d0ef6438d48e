using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Insights.Tags;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.Trends;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/trends</c>: long ranges by month or quarter.</summary>
public sealed class TrendsFunction(PeriodRequests requests, ReportTags tags, TrendsReader reader)
{
    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [.. PeriodRequests.Parameters, TrendInterval.ParameterName];

    /// <summary>200 with the report.</summary>
    [Function(nameof(TrendInsights))]
    public async Task<IResult> TrendInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/trends")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var name = "";
        var asked = await requests.ReadAsync(request, query => name = query.Optional(TrendInterval.ParameterName), cancellationToken);
        var interval = TrendInterval.Parse(name);
        if (reader.InputsOf(asked, interval) is { } inputs)
        {
            asked = await tags.BeginAsync(request, asked, inputs, cancellationToken);
        }

        var (slots, leftOut) = await reader.ReadAsync(asked, interval, cancellationToken);
        return JsonAnswer.Ok(
            new TrendsAnswer(new(asked.Period.Start, asked.Period.End, interval.Name, leftOut, slots)), TrendsJson.Api.TrendsAnswer);
    }
}
