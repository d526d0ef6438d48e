using Insights.Functions.Http;
using Insights.Functions.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/user-latency</c>: the connection latency of each user.</summary>
public sealed class UserLatencyFunction(UserReportQuery query)
{
    /// <summary>200 with the report.</summary>
    [Function(nameof(UserLatencyInsights))]
    public async Task<IResult> UserLatencyInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/user-latency")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (period, report, names, withNames) = await query.ReadAsync(request, LatencyReport.In, cancellationToken);
        return JsonAnswer.Ok(new UserReportAnswer<MeasuredUser>(new(
            period.Start,
            period.End,
            report.TemplateIds,
            [
                .. names.Listed(report.Users).Select(user =>
                {
                    var (username, avatarUrl) = names.Of(user.UserId);
                    return new MeasuredUser(user.TemplateIds, user.UserId, username, avatarUrl, new(user.P50, user.P95));
                }),
            ]), withNames ? names.OfPeople(report.Users.Select(user => user.UserId)) : null), InsightsJson.Api.UserLatencyAnswer);
    }
}
