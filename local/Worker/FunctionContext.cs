namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique to this invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The same for every invocation of the function.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The function that is invoked.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>What the trigger says besides its value.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>The services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>Values that middleware and function pass to one another.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Features of this invocation, by type.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the client has gone, or the app stops and has waited long enough.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
