using Insights.Local.Hosting.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Insights.Local.Hosting.Http;

/// <summary>Answers requests with one function. Its result is executed after the middleware, which may have set another.</summary>
internal sealed class HttpFunction(Function function, FunctionPipeline pipeline, ILogger logger)
{
    public async Task HandleAsync(HttpContext http)
    {
        var context = new LocalFunctionContext(function, http.RequestServices, http, http.RequestAborted);
        try
        {
            await pipeline.RunAsync(context);
            await ExecuteAsync(context.Result.Value, http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (Exception error)
        {
            logger.Failed(error, function.Name, context.InvocationId);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static Task ExecuteAsync(object? result, HttpContext http) => result switch
    {
        null => Task.CompletedTask,
        IResult minimal => minimal.ExecuteAsync(http),
        IActionResult action => action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
        _ => throw new InvalidOperationException($"A result of type {result.GetType()} is neither IResult nor IActionResult."),
    };
}
