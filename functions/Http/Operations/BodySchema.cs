using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Operations;

/// <summary>What the JSON body of a request may be: an object of some fields. Bodies are read field by field (<see cref="JsonItem"/>), of which this is the list.</summary>
/// <param name="Name">What the document of the API calls it.</param>
/// <param name="Fields">Its fields.</param>
public sealed record BodySchema(string Name, params IReadOnlyList<BodyField> Fields)
{
    /// <summary>In the words of JSON Schema.</summary>
    /// <param name="of">How a type that is read as it is written is described.</param>
    public JsonObject ToJson(SchemaOfType of)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Schema(of)))),
        };
        if (Fields.Where(field => field.IsRequired).Select(field => (JsonNode)field.Name).ToArray() is { Length: > 0 } required)
        {
            schema["required"] = new JsonArray(required);
        }

        return schema;
    }
}
