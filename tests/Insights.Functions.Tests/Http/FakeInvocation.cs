using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Tests.Http;

/// <summary>
/// An invocation of an HTTP function that there is none of, for middleware alone. The worker keeps to itself how an invocation holds its
/// request and its result: the one is an item, the other a feature whose interface is internal.
/// </summary>
internal sealed class FakeInvocation(HttpContext http, CancellationToken cancellationToken) : FunctionContext
{
    private const string RequestItem = "HttpRequestContext";

    private readonly Bindings _bindings = new();

    /// <summary>What the middleware answers in the place of the function; null for nothing.</summary>
    public object? Result => _bindings.Result;

    public override string InvocationId => "invocation";

    public override string FunctionId => "function";

    public override FunctionDefinition FunctionDefinition { get; } = new Definition();

    public override BindingContext BindingContext => throw new NotSupportedException();

    public override TraceContext TraceContext => throw new NotSupportedException();

    public override RetryContext RetryContext => throw new NotSupportedException();

    public override IServiceProvider InstanceServices { get; set; } = null!;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object> { [RequestItem] = http };

    public override IInvocationFeatures Features => _bindings;

    public override CancellationToken CancellationToken => cancellationToken;

    private sealed class Definition : FunctionDefinition
    {
        public override string Id => "function";

        public override string Name => "Function";

        public override string EntryPoint => "Function";

        public override string PathToAssembly => "";

        public override ImmutableArray<FunctionParameter> Parameters => [];

        public override IImmutableDictionary<string, BindingMetadata> InputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

        public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
    }

    internal sealed class Bindings : IInvocationFeatures
    {
        public object? Result { get; set; }

        public T? Get<T>()
        {
            var feature = DispatchProxy.Create(typeof(T), typeof(BindingsProxy));
            ((BindingsProxy)feature).Of = this;
            return (T)feature;
        }

        public void Set<T>(T instance) => throw new NotSupportedException();

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    // The proxy derives from it at run time.
#pragma warning disable CA1852
    internal class BindingsProxy : DispatchProxy
    {
        public Bindings Of { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            switch (targetMethod!.Name)
            {
                case "get_InvocationResult":
                    return Of.Result;
                case "set_InvocationResult":
                    Of.Result = args![0];
                    return null;
                default:
                    throw new NotSupportedException(targetMethod.Name);
            }
        }
    }
#pragma warning restore CA1852
}
