using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Insights.Tags;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.People;

/// <summary><c>GET /api/v2/insights/users/{user}</c>: what one user did.</summary>
public sealed class UserPageFunction(TemplateAccess access, UsageReader usage, RecordedSince since, ReportTags tags, UserPageReader reader, PrivacyDoor privacy, TimeProvider clock)
{
    private const string Myself = "me";

    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [.. ReportPeriod.Parameters, PeriodRequests.ZoneName];

    /// <summary>
    /// 200 with what the caller may see of the user: of oneself (<c>me</c>, or one's own id) everything, of others what they did with the
    /// templates that the caller may view. 404 when that is nothing, and of a credential that is no user's.
    /// </summary>
    [Function(nameof(UserInsights))]
    public async Task<IResult> UserInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/insights/users/{user}")] HttpRequest request,
        string user,
        CancellationToken cancellationToken)
    {
        var query = RequestQuery.Of(request);
        var (start, end) = (query.Required(ReportPeriod.StartName), query.Required(ReportPeriod.EndName));
        var zone = query.TimeZone(PeriodRequests.ZoneName);
        query.Complete();
        var period = ReportPeriod.Parse(start, end, clock.GetUtcNow());
        period.DemandNotTooLong();

        var caller = Caller.Of(request);
        var id = user == Myself ? caller.User?.Id ?? throw ApiException.NotFound() : PathId.Parse("user", user);
        var visible = await access.DemandUserAsync(caller, id, cancellationToken);
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        var named = await privacy.DemandUserAsync(caller, id, templates, cancellationToken);
        var asked = new PeriodRequest(
            period,
            zone,
            new UsageFilter(WithSystem: true, [id], [], Apps: null, caller),
            new TemplateSelection([], Organization: null),
            visible,
            templates,
            await since.StampAsync(request, templates, cancellationToken));
        asked = await tags.BeginAsync(
            request,
            asked,
            new(templates, period.Range) { Parts = ReportParts.Users | ReportParts.Templates | ReportParts.Apps, BuildsUntil = period.End },
            cancellationToken);
        var page = await reader.ReadAsync(named, asked, id, mayBeEmpty: caller.MayViewAll || caller.User?.Id == id, cancellationToken);
        return JsonAnswer.Ok(new PeopleAnswer<UserPageAnswer>(page, asked.Recorded), UserPageJson.Api.Answer);
    }
}
