using DevelopmentHost.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;

namespace DevelopmentHost.Http;

/// <summary>
/// The routes of the HTTP functions as Azure's host maps them: in the order of the functions' names, ignoring case, and the first match
/// wins, however much more exact a later one is. A method that a function does not take is no match: the next route is tried.
/// </summary>
internal sealed class FunctionRoutes
{
    public const string TriggerType = "httpTrigger";

    private const string DefaultPrefix = "api";

    // Azure's host answers requests below these itself.
    private static readonly string[] Reserved = ["admin", "runtime"];

    private readonly RouteCollection _routes = new();

    /// <param name="functions">The functions with a route.</param>
    /// <param name="prefix">host.json's <c>extensions.http.routePrefix</c>.</param>
    /// <param name="constraints">The constraints that a template may name.</param>
    /// <param name="handle">Answers a request with a function.</param>
    /// <exception cref="HostStartException">A route cannot be mapped.</exception>
    public FunctionRoutes(
        IEnumerable<FunctionDefinition> functions, string? prefix, IInlineConstraintResolver constraints, Func<HttpContext, FunctionDefinition, Task> handle)
    {
        foreach (var function in functions.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase))
        {
            var template = TemplateOf(function, (prefix ?? DefaultPrefix).Trim('/'));
            var methods = function.Texts("methods") is { Length: > 0 } named
                ? new Dictionary<string, object> { ["httpMethod"] = new HttpMethodRouteConstraint(named) }
                : null;
            try
            {
                _routes.Add(new Route(
                    new RouteHandler(context => handle(context, function)), function.Name, template, null, methods, null, constraints));
            }
            catch (Exception cause) when (cause is RouteCreationException or ArgumentException)
            {
                throw new HostStartException($"Function {function.Name}: the route {template} cannot be read: {cause.Message}", cause);
            }
        }
    }

    /// <summary>What answers a request; null where no function does. The route's values are those of the request then.</summary>
    public async Task<RequestDelegate?> MatchAsync(HttpContext http)
    {
        var context = new RouteContext(http);
        await _routes.RouteAsync(context);
        http.Request.RouteValues = context.RouteData.Values;
        return context.Handler;
    }

    private static string TemplateOf(FunctionDefinition function, string prefix)
    {
        var route = function.Text("route") is { Length: > 0 } given ? given.TrimStart('/') : function.Name;
        var template = $"{prefix}/{route}".TrimStart('/');
        return Reserved.Contains(template.Split('/')[0], StringComparer.OrdinalIgnoreCase)
            ? throw new HostStartException($"Function {function.Name}: the route {template} is reserved to the host.")
            : template;
    }
}
