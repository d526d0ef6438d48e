using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights;

/// <summary><c>GET /api/v2/insights/user-status-counts</c>: how many users had each status over the last days.</summary>
public sealed class UserStatusCountsFunction(TemplateAccess access, PrivacyDoor privacy, TimeProvider clock)
{
    // An hour at least: about 1,500 dates.
    private static readonly IntegerParameter Interval = new("interval", "How many seconds are between two dates.", 3600, 60 * 86_400, 86_400);

    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [.. LocalDays.Parameters, Interval];

    /// <summary>200 with the counts of each status.</summary>
    [Function(nameof(UserStatusCounts))]
    public async Task<IResult> UserStatusCounts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/insights/user-status-counts")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await access.DemandDeploymentAsync(Caller.Of(request), organization: null, cancellationToken);
        var query = RequestQuery.Of(request);
        var days = LocalDays.Read(query);
        var interval = query.Integer(Interval);
        query.Complete();

        var now = clock.GetUtcNow();
        var dates = days.Steps(now, interval);
        var answer = new UserStatusCountsAnswer(await privacy.StatusCountsAsync(dates, ReportPeriod.NextHour(now), cancellationToken));
        return JsonAnswer.Ok(answer, InsightsJson.Api.UserStatusCountsAnswer);
    }
}
