using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Http;

/// <summary>
/// Which methods the functions take at which paths. To the host a method that no function takes at a path is no match, so that the
/// request comes to the function that takes everything: this tells it a wrong method from a wrong path.
/// </summary>
public sealed class RouteTable
{
    private readonly Lazy<IReadOnlyList<(ServedRoute Route, TemplateMatcher Matcher)>> _routes;

    /// <summary>The routes of the service's functions.</summary>
    public RouteTable() => _routes = new(() =>
    [
        .. typeof(RouteTable).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods()).SelectMany(RoutesOf)
            .Select(route => (route, new TemplateMatcher(TemplateParser.Parse(route.Template), []))),
    ]);

    /// <summary>Every route but the one that takes whatever path there is.</summary>
    public IEnumerable<ServedRoute> Served => _routes.Value.Select(entry => entry.Route);

    /// <summary>Why no function takes a request: 405 where another method is taken at its path, which <c>Allow</c> names; else 404.</summary>
    public ApiException Refusal(HttpRequest request)
    {
        var methods = MethodsAt(request.Path);
        if (methods.Length == 0)
        {
            return new ApiException(StatusCodes.Status404NotFound, new ApiError("Route not found.", "There is nothing at this path."));
        }

        var allowed = string.Join(", ", methods);
        request.HttpContext.Response.Headers.Allow = allowed;
        return new ApiException(
            StatusCodes.Status405MethodNotAllowed, new ApiError("Method not allowed.", $"At this path it may be {allowed}, but is {JsonItem.Shown(request.Method)}."));
    }

    // What has no path at all is the page's.
    private string[] MethodsAt(PathString path) => path.Value is null or "" or "/"
        ? [HttpMethods.Get, HttpMethods.Head]
        : [.. _routes.Value.Where(entry => entry.Matcher.TryMatch(path, [])).SelectMany(entry => entry.Route.Methods).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<ServedRoute> RoutesOf(MethodInfo method) =>
        from function in method.GetCustomAttributes<FunctionAttribute>()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        let route = trigger?.Route
        where route is not null && !route.StartsWith("{*", StringComparison.Ordinal)
        select new ServedRoute(function.Name, method.DeclaringType!, route, [.. (trigger.Methods ?? []).Select(one => one.ToUpperInvariant())]);
}
