using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Local.Hosting.Invocation;

/// <summary>A function of the app, ready to be invoked.</summary>
internal sealed class Function
{
    private readonly ObjectFactory? _factory;
    private readonly FunctionBody _body;
    private readonly Func<LocalFunctionContext, object?>[] _arguments;

    public Function(string name, MethodInfo method, ParameterInfo triggerParameter, Attribute trigger)
    {
        Name = name;
        Trigger = trigger;
        ResultType = FunctionBodyCompiler.ResultType(method);
        Definition = new LocalFunctionDefinition(name, method, triggerParameter, trigger);
        _factory = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
        _body = FunctionBodyCompiler.Compile(method);
        _arguments = [.. method.GetParameters().Select(parameter => ParameterBinding.For(name, parameter, trigger))];
    }

    public string Name { get; }

    /// <summary>Its category in the log, which host.json's log levels name as they do in the real host.</summary>
    public string LogCategory => $"Function.{Name}";

    /// <summary>The attribute that triggers it.</summary>
    public Attribute Trigger { get; }

    /// <summary>What it returns, unwrapped of any task.</summary>
    public Type ResultType { get; }

    public FunctionDefinition Definition { get; }

    /// <summary>Makes the function's class in the invocation's scope and calls the method.</summary>
    public async Task InvokeAsync(LocalFunctionContext context)
    {
        var arguments = new object?[_arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = _arguments[i](context);
        }

        context.Result.Value = await _body(_factory?.Invoke(context.InstanceServices, null), arguments);
    }
}
