using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Insights.Reveals;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.People;

/// <summary><c>GET /api/v2/insights/users/{user}</c>: what one user did.</summary>
public sealed class UserPageFunction(
    TemplateAccess access, RevealedPeople revealed, OwnReveals reveals, UsageReader usage, RecordedSince since, UserPageReader reader, PrivacyDoor privacy, TimeProvider clock)
{
    private const string Myself = "me";

    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [.. ReportPeriod.Parameters, PeriodRequests.ZoneName];

    /// <summary>
    /// 200 with what the caller may see of the user: of oneself (<c>me</c>, or one's own id) everything, of others what they did with the
    /// templates that the caller may view; of whom is revealed to an officer (whose reveal may be named in the place of the user) everything as well. 404 when that is nothing, and of a credential that is no user's.
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
        var reveal = await revealed.FindAsync(caller, id, cancellationToken);
        id = reveal?.UserId ?? id;
        var visible = await access.DemandUserAsync(caller, id, isRevealed: reveal is not null, cancellationToken);
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        var named = await privacy.DemandUserAsync(request, id, templates, reveal, cancellationToken);
        var filter = new UsageFilter(WithSystem: true, [id], [], Apps: null, caller);
        var asked = new PeriodRequest(
            period,
            zone,
            filter,
            new TemplateSelection([], Organization: null),
            visible,
            templates,
            await since.StampAsync(request, templates, filter, cancellationToken)).Of(named);
        var page = await reader.ReadAsync(named, asked, id, mayBeEmpty: reveal is not null || caller.MayViewAll || caller.User?.Id == id, cancellationToken);
        var own = await reveals.FindAsync(caller, id, cancellationToken);
        return JsonAnswer.Ok(UserPage.Of(page, asked.Recorded, reveal, own), UserPageJson.Api.UserPage);
    }
}
