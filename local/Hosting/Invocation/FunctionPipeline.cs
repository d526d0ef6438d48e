using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Insights.Local.Hosting.Invocation;

/// <summary>The middleware, first added outermost, around the function.</summary>
internal sealed class FunctionPipeline(IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
{
    private readonly FunctionExecutionDelegate _run =
        middleware.Reverse().Aggregate((FunctionExecutionDelegate)Invoke, (next, make) => make(next));

    public async Task RunAsync(LocalFunctionContext context)
    {
        using var activity = InvocationActivity.Start(context);
        try
        {
            await _run(context);
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            throw;
        }
    }

    private static Task Invoke(FunctionContext context)
    {
        var local = (LocalFunctionContext)context;
        return local.Function.InvokeAsync(local);
    }
}
