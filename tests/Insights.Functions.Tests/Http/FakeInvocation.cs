using System.Collections;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Tests.Http;

/// <summary>An invocation of an HTTP function that there is none of, for middleware alone.</summary>
internal sealed class FakeInvocation(HttpContext http, CancellationToken cancellationToken) : FunctionContext
{
    public InvocationResult Result { get; } = new();

    public override string InvocationId => "invocation";

    public override string FunctionId => "function";

    public override FunctionDefinition FunctionDefinition { get; } = new Definition();

    public override BindingContext BindingContext => throw new NotSupportedException();

    public override IServiceProvider InstanceServices { get; set; } = null!;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features => new FeaturesOf(http, Result);

    public override CancellationToken CancellationToken => cancellationToken;

    private sealed class Definition : FunctionDefinition
    {
        public override string Id => "function";

        public override string Name => "Function";

        public override string EntryPoint => "Function";

        public override string PathToAssembly => "";

        public override IImmutableDictionary<string, BindingMetadata> InputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
    }

    private sealed class FeaturesOf(HttpContext http, InvocationResult result) : IInvocationFeatures
    {
        public T? Get<T>() => typeof(T) == typeof(HttpContext) ? (T)(object)http : typeof(T) == typeof(InvocationResult) ? (T)(object)result : default;

        public void Set<T>(T instance) => throw new NotSupportedException();

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
