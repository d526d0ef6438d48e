using Insights.Functions.Http;
using Insights.Functions.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights;

/// <summary><c>GET</c> or <c>POST /api/v2/insights/user-activity</c>: how long each user was active.</summary>
public sealed class UserActivityFunction(UserReportQuery query)
{
    /// <summary>200 with the report.</summary>
    [Function(nameof(UserActivityInsights))]
    public async Task<IResult> UserActivityInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "api/v2/insights/user-activity")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var (period, report, names, withNames) = await query.ReadAsync(request, ActivityReport.In, cancellationToken);
        return JsonAnswer.Ok(new UserReportAnswer<ActiveUser>(new(
            period.Start,
            period.End,
            report.TemplateIds,
            [
                .. names.Listed(report.Users).Select(user =>
                {
                    var (username, avatarUrl) = names.Of(user.UserId);
                    return new ActiveUser(user.TemplateIds, user.UserId, username, avatarUrl, user.Seconds);
                }),
            ]), withNames ? names.OfPeople(report.Users.Select(user => user.UserId)) : null), InsightsJson.Api.UserActivityAnswer);
    }
}
