namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Runs around every invocation, whatever its trigger. One instance serves all.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Runs the middleware.</summary>
    /// <param name="context">The invocation.</param>
    /// <param name="next">What follows; not calling it leaves the function out.</param>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
