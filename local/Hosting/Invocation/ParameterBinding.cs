using System.Globalization;
using System.Reflection;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Local.Hosting.Invocation;

/// <summary>Where a parameter's value comes from.</summary>
internal static class ParameterBinding
{
    /// <exception cref="LocalRuntimeException">Nothing can give a value of that type.</exception>
    public static Func<LocalFunctionContext, object?> For(string function, ParameterInfo parameter, Attribute trigger)
    {
        var type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
        {
            return context => context.CancellationToken;
        }

        if (type == typeof(FunctionContext))
        {
            return context => context;
        }

        return trigger switch
        {
            HttpTriggerAttribute when type == typeof(HttpRequest) => context => ((HttpContext)context.Trigger).Request,
            HttpTriggerAttribute when RouteValue(parameter) is { } binding => binding,
            QueueTriggerAttribute when Message(type) is { } read => context => read((QueueMessage)context.Trigger),
            TimerTriggerAttribute when type == typeof(TimerInfo) => context => context.Trigger,
            _ => throw new LocalRuntimeException(
                $"Function {function}: the parameter {parameter.Name} of type {type.Name} cannot be bound."),
        };
    }

    private static Func<QueueMessage, object>? Message(Type type)
    {
        return type == typeof(QueueMessage) ? message => message
            : type == typeof(BinaryData) ? message => message.Body
            : type == typeof(string) ? message => message.Body.ToString()
            : type == typeof(byte[]) ? message => message.Body.ToArray()
            : null;
    }

    private static Func<LocalFunctionContext, object?>? RouteValue(ParameterInfo parameter)
    {
        var name = parameter.Name!;
        var type = parameter.ParameterType;
        var absent = type.IsValueType ? Activator.CreateInstance(type) : null;
        Func<string, object>? parse = (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var text when text == typeof(string) => text => text,
            var guid when guid == typeof(Guid) => text => Guid.Parse(text),
            var number when number == typeof(int) => text => int.Parse(text, CultureInfo.InvariantCulture),
            var number when number == typeof(long) => text => long.Parse(text, CultureInfo.InvariantCulture),
            _ => null,
        };
        return parse is null
            ? null
            : context => ((HttpContext)context.Trigger).Request.RouteValues.TryGetValue(name, out var value) && value is string text
                ? parse(text)
                : absent;
    }
}
