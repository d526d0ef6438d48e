using Insights.Functions.Http;
using Insights.Functions.Insights.Tags;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.Versions;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/versions</c>: which versions of templates workspaces still have, and whether they are used.</summary>
public sealed class VersionsFunction(PeriodRequests requests, ReportTags tags, VersionsReader reader)
{
    /// <summary>200 with the report.</summary>
    [Function(nameof(VersionInsights))]
    public async Task<IResult> VersionInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/versions")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var asked = await requests.ReadOfPeopleAsync(request, _ => { }, cancellationToken);
        asked = await tags.BeginAsync(request, asked, new(asked.Templates, asked.Period.Range) { BuildsUntil = asked.Period.End }, cancellationToken);
        var templates = await reader.ReadAsync(asked, cancellationToken);
        return JsonAnswer.Ok(new VersionsAnswer(new(asked.Period.Start, asked.Period.End, templates)), VersionsJson.Api.VersionsAnswer);
    }
}
