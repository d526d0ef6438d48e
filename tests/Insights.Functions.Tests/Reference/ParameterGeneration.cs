using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>Definitions drawn from one pool, so that templates share some exactly and some but for one field.</summary>
public static class ParameterGeneration
{
    private static readonly string[] Values = ["", "1", "10", "2", "oslo", "Oslo", "\uFF5A", "\U0001F600", " spaced ", "a,b\"c"];

    public static JsonArray Definitions(GeneratedWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var definitions = new JsonArray();

        // A version defines a name once.
        foreach (var sameName in Pool().GroupBy(definition => definition["name"]!.ToString()).Where(_ => world.Chance(0.7)))
        {
            definitions.Add(world.Pick(sameName.ToList()));
        }

        return definitions;
    }

    /// <summary>Values for some definitions, "unused" never among them, and for a name that has no definition.</summary>
    public static JsonArray Given(GeneratedWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var names = new[] { "cpu", "region", "gpu", "\uFF5A", "\U0001F600", "undefined" };
        return new JsonArray([.. names.Where(_ => world.Chance(0.7)).Select(name => new JsonObject
        {
            ["name"] = name,
            ["value"] = world.Pick(Values),
        })]);
    }

    private static JsonObject[] Pool() =>
    [
        Definition("cpu", "CPUs", "number", "cores"),
        Definition("cpu", "CPUs", "string", "cores"),
        Definition("cpu", "", "number", "cores"),
        Definition("cpu", "CPUs", "number", ""),
        Definition("cpu", "CPUs", "number", "**cores**"),
        Definition("region", "Region", "string", "Where it `runs`, see the [list](https://example.test/regions)\n\n**Choose** well.\n"),
        Definition("region", "Region", "string", "where"),
        Definition("region", "Region", "string", "where", Option("Oslo", "oslo"), Option("Pune", "pune")),
        Definition("region", "Region", "string", "where", Option("Oslo", "oslo")),
        Definition("region", "Region", "string", "where", Option("Pune", "pune"), Option("Oslo", "oslo")),
        Definition("region", "Region", "string", "where", Option("Oslo", "oslo", "/icon/oslo.svg")),
        Definition("gpu", "", "bool", ""),
        Definition("unused", "Never given", "string", ""),
        Definition("\uFF5A", "", "string", ""),
        Definition("\U0001F600", "", "string", ""),
    ];

    private static JsonObject Definition(
        string name, string displayName, string type, string description, params JsonNode[] options) => new()
        {
            ["name"] = name,
            ["display_name"] = displayName,
            ["type"] = type,
            ["description"] = description,
            ["options"] = new JsonArray(options),
        };

    private static JsonObject Option(string name, string value, string icon = "") => new()
    {
        ["name"] = name,
        ["description"] = "",
        ["value"] = value,
        ["icon"] = icon,
    };
}
