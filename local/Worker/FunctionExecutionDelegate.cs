namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of the pipeline; its end is the function itself.</summary>
/// <param name="context">The invocation.</param>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
