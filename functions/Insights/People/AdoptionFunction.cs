using Insights.Functions.Http;
using Insights.Functions.Insights.Tags;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.People;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/adoption</c>: how many of those who may use templates do, and who began, stayed and left.</summary>
public sealed class AdoptionFunction(PeriodRequests requests, ReportTags tags, AdoptionReader adoption)
{
    /// <summary>200 with the report.</summary>
    [Function(nameof(AdoptionInsights))]
    public async Task<IResult> AdoptionInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/adoption")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var asked = await requests.ReadOfPeopleAsync(request, _ => { }, cancellationToken);
        asked = await tags.BeginAsync(request, asked, AdoptionReader.InputsOf(asked), cancellationToken);
        var report = await adoption.ReadAsync(asked, cancellationToken);
        return JsonAnswer.Ok(new PeopleAnswer<AdoptionAnswer>(report, asked.Recorded), AdoptionJson.Api.Answer);
    }
}
