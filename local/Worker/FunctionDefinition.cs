using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What is known of a function before it runs.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The function's identifier, the same in every run of the app.</summary>
    public abstract string Id { get; }

    /// <summary>The name of its <see cref="FunctionAttribute"/>.</summary>
    public abstract string Name { get; }

    /// <summary>Full type name, a dot, and the method's name.</summary>
    public abstract string EntryPoint { get; }

    /// <summary>The assembly's file.</summary>
    public abstract string PathToAssembly { get; }

    /// <summary>The trigger, by parameter name.</summary>
    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }
}
