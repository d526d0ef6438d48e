using System.Linq.Expressions;
using System.Reflection;

namespace Insights.Local.Hosting.Invocation;

/// <summary>Compiles methods of every shape a function may have: void, a value, or a Task or ValueTask of either.</summary>
internal static class FunctionBodyCompiler
{
    private const BindingFlags Adapters = BindingFlags.Static | BindingFlags.NonPublic;

    /// <summary>The type a method gives after waiting; <c>void</c> where it gives none.</summary>
    public static Type ResultType(MethodInfo method) => method.ReturnType switch
    {
        var type when type == typeof(Task) || type == typeof(ValueTask) => typeof(void),
        { IsGenericType: true } type when IsAwaitable(type) => type.GetGenericArguments()[0],
        var type => type,
    };

    public static FunctionBody Compile(MethodInfo method)
    {
        var instance = Expression.Parameter(typeof(object), "instance");
        var arguments = Expression.Parameter(typeof(object?[]), "arguments");
        var call = Expression.Call(
            method.IsStatic ? null : Expression.Convert(instance, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, i) =>
                Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), parameter.ParameterType)));
        return Expression.Lambda<FunctionBody>(Adapt(call, method.ReturnType), instance, arguments).Compile();
    }

    private static Expression Adapt(Expression call, Type returned)
    {
        if (returned == typeof(void))
        {
            return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        }

        if (returned == typeof(Task) || returned == typeof(ValueTask))
        {
            return Expression.Call(typeof(FunctionBodyCompiler).GetMethod(nameof(Await), Adapters, [returned])!, call);
        }

        var open = returned.IsGenericType ? returned.GetGenericTypeDefinition() : null;
        var (adapter, result) =
            open == typeof(Task<>) ? (nameof(AwaitTask), returned.GetGenericArguments()[0])
            : open == typeof(ValueTask<>) ? (nameof(AwaitValueTask), returned.GetGenericArguments()[0])
            : (nameof(Wrap), returned);
        return Expression.Call(typeof(FunctionBodyCompiler).GetMethod(adapter, Adapters)!.MakeGenericMethod(result), call);
    }

    private static bool IsAwaitable(Type type) =>
        type.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>));

    private static async ValueTask<object?> Await(Task task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> Await(ValueTask task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> AwaitTask<T>(Task<T> task) => await task;

    private static async ValueTask<object?> AwaitValueTask<T>(ValueTask<T> task) => await task;

    private static ValueTask<object?> Wrap<T>(T result) => new(result);
}
