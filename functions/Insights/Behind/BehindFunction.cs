using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Insights.People;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.Behind;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/people</c>: who is behind a figure.</summary>
public sealed class BehindFunction(PeriodRequests requests, BehindReader reader, PrivacyDoor privacy)
{
    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [.. PeriodRequests.Parameters, .. BehindQuery.Parameters];

    /// <summary>200 with those whom the figure counts.</summary>
    [Function(nameof(PeopleInsights))]
    public async Task<IResult> PeopleInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/people")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        BehindQuery? behind = null;
        var asked = await requests.ReadOfPeopleAsync(request, query => behind = BehindQuery.Read(query), cancellationToken);
        var people = await reader.ReadAsync(asked, behind!, cancellationToken);
        var names = await privacy.NamesAsync(asked.Templates, asked.Period.Range, cancellationToken);
        return JsonAnswer.Ok(new PeopleAnswer<BehindAnswer>(BehindAnswer.Of(asked.Period, behind!.Kind, people, names), asked.Recorded), BehindJson.Api.Answer);
    }
}
