using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Insights.Local.Hosting.Invocation;

/// <summary>Every function of the app that is not disabled.</summary>
internal sealed class FunctionCatalog
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <exception cref="LocalRuntimeException">A function is not as it must be.</exception>
    public FunctionCatalog(IEnumerable<Assembly> assemblies, IConfiguration configuration)
    {
        var methods = assemblies.SelectMany(assembly => assembly.GetTypes()).SelectMany(type => type.GetMethods(Declared))
            .Select(method => (Method: method, method.GetCustomAttribute<FunctionAttribute>()?.Name))
            .Where(function => function.Name is not null)
            .ToList();
        var names = methods.ToLookup(function => function.Name, function => Place(function.Method), StringComparer.OrdinalIgnoreCase);
        if (names.FirstOrDefault(places => places.Count() > 1) is { } twice)
        {
            throw new LocalRuntimeException($"Two functions are named {twice.Key}: {string.Join(", ", twice)}.");
        }

        Functions =
        [
            .. from function in methods
               where !configuration.IsDisabled(function.Name!)
               select Create(function.Name!, function.Method),
        ];
    }

    public IReadOnlyList<Function> Functions { get; }

    /// <summary>The functions with a trigger of one kind.</summary>
    public IEnumerable<(Function Function, TTrigger Trigger)> Triggered<TTrigger>()
        where TTrigger : Attribute =>
        from function in Functions
        where function.Trigger is TTrigger
        select (function, (TTrigger)function.Trigger);

    private static Function Create(string name, MethodInfo method)
    {
        if (!method.IsPublic)
        {
            throw new LocalRuntimeException($"Function {name}: {Place(method)} is not public, so the worker would not find it.");
        }

        var triggers =
            (from parameter in method.GetParameters()
             from attribute in parameter.GetCustomAttributes()
             where attribute is HttpTriggerAttribute or QueueTriggerAttribute or TimerTriggerAttribute
             select (parameter, attribute)).ToList();
        return triggers is [var (bound, trigger)]
            ? new Function(name, method, bound, trigger)
            : throw new LocalRuntimeException($"Function {name}: {Place(method)} has {triggers.Count} triggers; a function has one.");
    }

    private static string Place(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";
}
