using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Local.Hosting.Invocation;

internal sealed class LocalFunctionDefinition(string name, MethodInfo method, ParameterInfo triggerParameter, Attribute trigger)
    : FunctionDefinition
{
    public override string Id { get; } = $"{name}-{method.DeclaringType!.FullName}";

    public override string Name { get; } = name;

    public override string EntryPoint { get; } = $"{method.DeclaringType!.FullName}.{method.Name}";

    public override string PathToAssembly { get; } = method.DeclaringType!.Assembly.Location;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } =
        ImmutableDictionary<string, BindingMetadata>.Empty
            .Add(triggerParameter.Name!, new TriggerMetadata(triggerParameter.Name!, trigger));

    private sealed class TriggerMetadata(string name, Attribute trigger) : BindingMetadata
    {
        public override string Name { get; } = name;

        public override string Type { get; } = trigger switch
        {
            HttpTriggerAttribute => "httpTrigger",
            QueueTriggerAttribute => "queueTrigger",
            _ => "timerTrigger",
        };

        public override BindingDirection Direction => BindingDirection.In;
    }
}
