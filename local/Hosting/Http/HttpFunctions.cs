using Insights.Local.Hosting.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Insights.Local.Hosting.Http;

/// <summary>The HTTP functions of the app, on their routes.</summary>
internal static class HttpFunctions
{
    private const string DefaultPrefix = "api";

    // The real host keeps these for itself.
    private static readonly string[] Reserved = ["admin", "runtime"];

    /// <exception cref="LocalRuntimeException">A route or a result type is not as it must be.</exception>
    public static void Map(
        IEndpointRouteBuilder endpoints,
        FunctionCatalog catalog,
        FunctionPipeline pipeline,
        IConfiguration configuration,
        ILoggerFactory loggers)
    {
        var prefix = (configuration[$"{HostFile.Section}:extensions:http:routePrefix"] ?? DefaultPrefix).Trim('/');
        foreach (var (function, trigger) in catalog.Triggered<HttpTriggerAttribute>())
        {
            if (function.ResultType != typeof(void) && !function.ResultType.IsAssignableTo(typeof(IResult))
                && !function.ResultType.IsAssignableTo(typeof(IActionResult)))
            {
                throw new LocalRuntimeException(
                    $"Function {function.Name} returns {function.ResultType.Name}; an HTTP function returns IResult or IActionResult.");
            }

            var handler = new HttpFunction(function, pipeline, loggers.CreateLogger(function.LogCategory));
            var endpoint = endpoints.Map(Pattern(prefix, function.Name, trigger), handler.HandleAsync).WithDisplayName(function.Name);
            if (trigger.Methods.Length > 0)
            {
                endpoint.WithMetadata(new HttpMethodMetadata(trigger.Methods.Select(method => method.ToUpperInvariant())));
            }
        }
    }

    private static RoutePattern Pattern(string prefix, string function, HttpTriggerAttribute trigger)
    {
        var route = $"{prefix}/{(string.IsNullOrEmpty(trigger.Route) ? function : trigger.Route.TrimStart('/'))}".TrimStart('/');
        if (Reserved.Contains(route.Split('/')[0], StringComparer.OrdinalIgnoreCase))
        {
            throw new LocalRuntimeException($"Function {function}: the route {route} is reserved to the real host.");
        }

        try
        {
            return RoutePatternFactory.Parse(route);
        }
        catch (RoutePatternException cause)
        {
            throw new LocalRuntimeException($"Function {function}: the route {route} cannot be read: {cause.Message}", cause);
        }
    }
}
