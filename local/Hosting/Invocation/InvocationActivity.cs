using System.Diagnostics;

namespace Insights.Local.Hosting.Invocation;

/// <summary>A span for each invocation, under the source, name and tags that the worker gives it.</summary>
internal static class InvocationActivity
{
    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    /// <summary>Starts it; null where nobody listens.</summary>
    public static Activity? Start(LocalFunctionContext context) => Source.HasListeners()
        ? Source.StartActivity($"function {context.Function.Name}", ActivityKind.Internal, Parent(), Tags(context))
        : null;

    // The web server's own activity is not recorded, since nobody listens to it; a sampler that goes by the parent would drop every span.
    private static ActivityContext Parent() => Activity.Current is { } request
        ? new ActivityContext(request.TraceId, request.SpanId, ActivityTraceFlags.Recorded, request.TraceStateString)
        : default;

    private static KeyValuePair<string, object?>[] Tags(LocalFunctionContext context) =>
        [new("faas.invocation_id", context.InvocationId), new("faas.name", context.Function.Name)];
}
