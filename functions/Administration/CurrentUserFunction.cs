using Insights.Functions.Access;
using Insights.Functions.Dashboard;
using Insights.Functions.Http;
using Insights.Functions.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Administration;

/// <summary>Who the caller is, and how one can sign in: what a page needs to begin with.</summary>
public sealed class CurrentUserFunction(IOptions<AuthOptions> auth, PrivacyLevels levels, IOptions<PrivacyOptions> privacy, IOptions<DashboardOptions> dashboard)
{
    /// <summary><c>GET /api/v2/users/me</c>: 200 with the caller and what it may do.</summary>
    [Function(nameof(CurrentUser))]
    public IResult CurrentUser([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/users/me")] HttpRequest request)
    {
        RequestQuery.Of(request).Complete();
        return JsonAnswer.Ok(CurrentUserAnswer.Of(Caller.Of(request), CurrentUserAnswer.PrivacyAnswer.Of(levels, privacy.Value), dashboard.Value.ListOrigins()), AdministrationJson.Api.CurrentUserAnswer);
    }

    /// <summary><c>GET /api/v2/users/authmethods</c>: 200 with the ways to sign in; no credential needed.</summary>
    [Function(nameof(AuthMethods))]
    public IResult AuthMethods([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/users/authmethods")] HttpRequest request)
    {
        RequestQuery.Of(request).Complete();
        return JsonAnswer.Ok(AuthMethodsAnswer.Of(auth.Value), AdministrationJson.Api.AuthMethodsAnswer);
    }
}
