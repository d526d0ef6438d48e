using Insights.Functions.Access;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Dashboard;

/// <summary>
/// The page and its files. They hold no data: anybody may have them, and the page asks for credentials. The path <c>/</c> is
/// answered by the function that takes what no other does (<see cref="WildcardRouteFunction"/>).
/// </summary>
public sealed class DashboardFunction(DashboardPages pages)
{
    /// <summary><c>GET /templates/{template}</c>: the page, whatever the id; whether there is such a template only the API says.</summary>
    [Function(nameof(TemplatePage))]
    public IResult TemplatePage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "templates/{template}")] HttpRequest request,
        string template) => pages.Page();

    /// <summary><c>GET /deployment</c>: the page.</summary>
    [Function(nameof(DeploymentPage))]
    public IResult DeploymentPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "deployment")] HttpRequest request) => pages.Page();

    /// <summary><c>GET /users/{user}</c>: the page, whatever the id.</summary>
    [Function(nameof(UserPage))]
    public IResult UserPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "users/{user}")] HttpRequest request,
        string user) => pages.Page();

    /// <summary><c>GET /me</c>: the page, for whoever is signed in.</summary>
    [Function(nameof(OwnPage))]
    public IResult OwnPage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "me")] HttpRequest request) => pages.Page();

    /// <summary><c>GET /assets/{name}</c>: a file of the page; 404 for one that there is not.</summary>
    [Function(nameof(Asset))]
    public IResult Asset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "assets/{name}")] HttpRequest request,
        string name) => pages.FindAsset(name) ?? (FunctionAccess.IsLost(request) ? pages.UnknownPage() : throw ApiException.NotFound());
}
