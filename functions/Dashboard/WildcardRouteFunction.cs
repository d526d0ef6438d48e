using Insights.Functions.Access;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Dashboard;

/// <summary>
/// Answers what no other route takes: <c>/</c> with the page, because to the host an empty route means the function's name;
/// somebody with a browser with the page too, which says that there is nothing; and everything else in the one shape of errors. The
/// host tries routes in the order of functions' names and takes the first that matches, so this one's name must stay the last of all.
/// </summary>
public sealed class WildcardRouteFunction(DashboardPages pages, RouteTable routes)
{
    /// <summary>The page at <c>/</c>; else 405 at the path of another route, and 404 at any other.</summary>
    [Function(nameof(WildcardRoute))]
    public IResult WildcardRoute(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*path}")] HttpRequest request) =>
        FunctionAccess.IsRoot(request)
            ? pages.Page()
            : FunctionAccess.IsLost(request)
            ? pages.UnknownPage()
            : throw routes.Refusal(request);
}
