using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.App;

/// <summary>
/// Holds JSON to a schema of the document, strictly: a field that the schema has not is a fault too, and so is a keyword that is not known here.
/// </summary>
internal static class StrictSchema
{
    private static readonly string[] Known =
        ["$ref", "anyOf", "type", "format", "enum", "items", "properties", "required", "additionalProperties", "minimum", "maximum", "default", "maxItems", "maxLength", "description", "examples"];

    /// <summary>What is wrong with a value, with where it is; nothing when all is right.</summary>
    public static IEnumerable<string> FaultsOf(JsonNode? value, JsonObject schema, string at = "$")
    {
        if (schema.FirstOrDefault(keyword => !Known.Contains(keyword.Key)) is { Key: { } unknown })
        {
            throw new NotSupportedException($"The schema at {at} has the keyword {unknown}.");
        }

        if ((string?)schema["$ref"] is { } reference)
        {
            return FaultsOf(value, DescribedApi.Document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]]!.AsObject(), at);
        }

        if (schema["anyOf"] is JsonArray options)
        {
            var faults = options.Select(option => FaultsOf(value, option!.AsObject(), at).ToArray()).ToArray();
            return faults.Any(of => of.Length == 0) ? [] : faults[0];
        }

        string[] types = schema["type"] switch { JsonArray several => [.. several.Select(type => (string)type!)], { } one => [(string)one!], null => [] };
        return types.Length == 0 ? [] : types.Contains(TypeOf(value)) || (TypeOf(value) == "integer" && types.Contains("number")) ? FaultsWithin(value, schema, at) : [$"{at} is {TypeOf(value)}, not {string.Join(" or ", types)}"];
    }

    private static IEnumerable<string> FaultsWithin(JsonNode? value, JsonObject schema, string at) => value switch
    {
        JsonObject fields => FaultsOfFields(fields, schema, at),
        JsonArray items => items.SelectMany((item, index) => FaultsOf(item, schema["items"]!.AsObject(), $"{at}[{index}]")),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => FaultsOfText((string)text!, schema, at),
        _ => [],
    };

    private static IEnumerable<string> FaultsOfFields(JsonObject fields, JsonObject schema, string at)
    {
        var properties = schema["properties"]?.AsObject();
        var missing = (schema["required"]?.AsArray() ?? []).Select(name => (string)name!).Where(name => !fields.ContainsKey(name)).Select(name => $"{at} lacks {name}");
        return missing.Concat(fields.SelectMany(field =>
            properties?[field.Key] is JsonObject known ? FaultsOf(field.Value, known, $"{at}.{field.Key}")
            : schema["additionalProperties"] is JsonObject any ? FaultsOf(field.Value, any, $"{at}.{field.Key}")
            : [$"{at} has {field.Key}, which is not described"]));
    }

    private static IEnumerable<string> FaultsOfText(string text, JsonObject schema, string at)
    {
        var fits = (string?)schema["format"] switch
        {
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "date-time" => text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _),
            null => true,
            var format => throw new NotSupportedException($"The schema at {at} has the format {format}."),
        };
        return fits && (schema["enum"] is not JsonArray words || words.Any(word => (string?)word == text)) ? [] : [$"{at} is \"{text}\", which is not {schema.ToJsonString()}"];
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => value!.ToJsonString().All(character => char.IsAsciiDigit(character) || character == '-') ? "integer" : "number",
    };
}
