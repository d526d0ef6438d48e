namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function, or a middleware in its place, returned.</summary>
public class InvocationResult
{
    /// <summary>For HTTP an <c>IResult</c> or <c>IActionResult</c>; it is executed after the middleware.</summary>
    public virtual object? Value { get; set; }
}
