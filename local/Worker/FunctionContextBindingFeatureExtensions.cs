namespace Microsoft.Azure.Functions.Worker;

/// <summary>The values a function was given and gave.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The invocation's result. To end a request early, set its value and do not call the next middleware.</summary>
    /// <param name="context">The invocation.</param>
    /// <exception cref="InvalidOperationException">The context was made by other code and has no such feature.</exception>
    public static InvocationResult GetInvocationResult(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<InvocationResult>()
            ?? throw new InvalidOperationException($"The feature {nameof(InvocationResult)} is not set.");
    }
}
