using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Insights.Functions.Tests.Architecture;

/// <summary>A function with a route, as functions.metadata tells the host.</summary>
internal sealed partial record FunctionMetadata(string Name, string Route, IReadOnlyList<string> Methods)
{
    /// <summary>The functions with a route of the package that was built.</summary>
    public static IReadOnlyList<FunctionMetadata> Routed { get; } =
    [
        .. from function in JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "functions.metadata")))!.AsArray()
           let trigger = function["bindings"]!.AsArray().FirstOrDefault(binding => binding!["type"]!.GetValue<string>() == "httpTrigger")
           where trigger is not null
           select new FunctionMetadata(
               function["name"]!.GetValue<string>(),
               trigger["route"]!.GetValue<string>(),
               [.. trigger["methods"]!.AsArray().Select(method => method!.GetValue<string>())]),
    ];

    /// <summary>Whether it takes whatever path there is.</summary>
    public bool IsCatchAll => Route.StartsWith("{*", StringComparison.Ordinal);

    /// <summary>A path of its route.</summary>
    public string Example => "/" + Parameter().Replace(Route, "example");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
