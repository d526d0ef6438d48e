using System.Text.Json.Nodes;

namespace Insights.Infra.Tests;

/// <summary>The resources that a parameter file deploys, as <c>bicep snapshot</c> expands them.</summary>
internal sealed class Snapshot(string name, JsonNode root)
{
    public IReadOnlyList<JsonNode> Resources { get; } = [.. root["predictedResources"]!.AsArray().Select(resource => resource!)];

    /// <summary>The resources of a type, such as <c>Microsoft.Web/sites</c>.</summary>
    public IEnumerable<JsonNode> Of(string type) => Resources.Where(resource => TypeOf(resource).Equals(type, StringComparison.OrdinalIgnoreCase));

    /// <summary>The only resource of a type.</summary>
    public JsonNode The(string type) => Assert.Single(Of(type));

    /// <summary>The app settings, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings => The("Microsoft.Web/sites")["properties"]!["siteConfig"]!["appSettings"]!.AsArray()
        .ToDictionary(setting => (string)setting!["name"]!, setting => (string)setting!["value"]!);

    public static string TypeOf(JsonNode resource) => (string)resource["type"]!;

    /// <summary>The last part of a resource's name.</summary>
    public static string LastName(JsonNode resource) => ((string)resource["name"]!).Split('/')[^1];

    public override string ToString() => name;
}
