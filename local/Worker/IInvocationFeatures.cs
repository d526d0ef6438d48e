namespace Microsoft.Azure.Functions.Worker;

/// <summary>Features of one invocation, one of each type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Sets the feature of type <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">The feature's type.</typeparam>
    /// <param name="instance">The feature.</param>
    void Set<T>(T instance);

    /// <summary>The feature of type <typeparamref name="T"/>, or its default.</summary>
    /// <typeparam name="T">The feature's type.</typeparam>
    T? Get<T>();
}
