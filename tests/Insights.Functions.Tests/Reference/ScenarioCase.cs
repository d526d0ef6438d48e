using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>One request and the answer it must have; <paramref name="Expect"/> is null until an evaluator has filled it.</summary>
public sealed record ScenarioCase(string Name, string Endpoint, JsonObject Query, JsonNode? Expect)
{
    public static ScenarioCase Parse(JsonObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new ScenarioCase(
            item["name"]?.GetValue<string>() ?? "",
            item["endpoint"]!.GetValue<string>(),
            item["query"]?.DeepClone().AsObject() ?? [],
            item["expect"]?.DeepClone());
    }

    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["endpoint"] = Endpoint,
        ["query"] = Query.DeepClone(),
        ["expect"] = Expect?.DeepClone(),
    };

    /// <summary>The request's path and query: a list is CSV, an empty one is left out.</summary>
    public string PathAndQuery()
    {
        var parameters = new List<string>();
        foreach (var (name, value) in Query)
        {
            var text = value is JsonArray list ? string.Join(',', list.Select(item => item!.ToString())) : value!.ToString();
            if (text.Length > 0)
            {
                parameters.Add($"{name}={Uri.EscapeDataString(text)}");
            }
        }

        return parameters.Count == 0 ? Endpoint : $"{Endpoint}?{string.Join('&', parameters)}";
    }

    public override string ToString() => $"{Name} {PathAndQuery()}";
}
