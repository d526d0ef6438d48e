using Insights.Functions.Access;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/dashboard</c>: what a page shows first, in one request and from one scan.</summary>
public sealed class FirstScreenFunction(TemplateAccess access, FirstScreenReader screen, TimeProvider clock)
{
    /// <summary>200 with the sections asked for, whose figures are those of the other reports.</summary>
    [Function(nameof(DashboardInsights))]
    public async Task<IResult> DashboardInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/dashboard")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = FirstScreenQuery.Read(await RequestQuery.ReadAsync(request, cancellationToken), request, clock.GetUtcNow());
        var caller = Caller.Of(request);
        var visible = await access.DemandAsync(caller, query.Selection.Listed, query.Selection.Organization, cancellationToken);
        var others = query.Compared is { Templates: { Count: > 0 } listed } ? await access.DemandAsync(caller, listed, organization: null, cancellationToken) : null;
        return JsonAnswer.Ok(await screen.ReadAsync(request, query, visible, others, cancellationToken), InsightsJson.Api.FirstScreenAnswer);
    }
}
