using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Local.Hosting.Invocation;

/// <summary>One invocation. What few invocations ask for is made when asked.</summary>
internal sealed class LocalFunctionContext(
    Function function, IServiceProvider services, object trigger, CancellationToken cancellationToken) : FunctionContext
{
    private string? _invocationId;
    private IDictionary<object, object>? _items;
    private InvocationFeatures? _features;
    private BindingContext? _bindingContext;

    public Function Function => function;

    /// <summary>The HttpContext, QueueMessage or TimerInfo.</summary>
    public object Trigger => trigger;

    public InvocationResult Result { get; } = new();

    public override string InvocationId => _invocationId ??= Guid.NewGuid().ToString();

    public override string FunctionId => function.Definition.Id;

    public override FunctionDefinition FunctionDefinition => function.Definition;

    public override BindingContext BindingContext => _bindingContext ??= new LocalBindingContext(trigger);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override IDictionary<object, object> Items
    {
        get => _items ??= new Dictionary<object, object>();
        set => _items = value;
    }

    public override IInvocationFeatures Features => _features ??= CreateFeatures();

    public override CancellationToken CancellationToken => cancellationToken;

    private InvocationFeatures CreateFeatures()
    {
        var features = new InvocationFeatures();
        features.Set(Result);
        features.Set(trigger as HttpContext);
        return features;
    }
}
