namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a trigger says besides its value.</summary>
public abstract class BindingContext
{
    /// <summary>Route values of a request; identifier, dequeue count and times of a queue message.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
