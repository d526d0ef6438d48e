using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Insights.Functions.Http.Operations;

/// <summary>A field of the JSON body of a request.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">What it may be, in the words of JSON Schema, given how a type is described; made anew, as a node has one place.</param>
/// <param name="IsRequired">Whether it must be given.</param>
public sealed record BodyField(string Name, Func<SchemaOfType, JsonObject> Schema, bool IsRequired = false)
{
    /// <summary>The fields of each of its items; null for what is no list of objects.</summary>
    public IReadOnlyList<BodyField>? Fields { get; private init; }

    /// <summary>The same field, which must be given.</summary>
    public BodyField Required => this with { IsRequired = true };

    /// <summary>The same field, with what it is, in CommonMark.</summary>
    public BodyField About(string description) => With(schema => schema["description"] = description);

    /// <summary>The same field, of so many characters, items or names at most.</summary>
    public BodyField AtMost(int count) => With(schema => schema[schema["type"]?.ToString() switch
    {
        "string" => "maxLength",
        "array" => "maxItems",
        "object" => "maxProperties",
        var type => throw new InvalidOperationException($"{Name} is of the type {type}, which has no length."),
    }] = count);

    /// <summary>The same field, a number from one to another.</summary>
    public BodyField Between(long min, long max) => With(schema => (schema["minimum"], schema["maximum"]) = (min, max));

    /// <summary>Text.</summary>
    public static BodyField Text(string name) => new(name, _ => Typed("string"));

    /// <summary>Texts.</summary>
    public static BodyField Texts(string name) => new(name, _ => ListOf(Typed("string")));

    /// <summary>One of some words.</summary>
    public static BodyField Choice(string name, IEnumerable<string> choices) => new(name, _ => OneOf(choices));

    /// <summary>Some of several words.</summary>
    public static BodyField Choices(string name, IEnumerable<string> choices) => new(name, _ => ListOf(OneOf(choices)));

    /// <summary>A UUID.</summary>
    public static BodyField Id(string name) => new(name, _ => Typed("string", "uuid"));

    /// <summary>UUIDs.</summary>
    public static BodyField Ids(string name) => new(name, _ => ListOf(Typed("string", "uuid")));

    /// <summary>A time of RFC 3339.</summary>
    public static BodyField Time(string name) => new(name, _ => Typed("string", "date-time"));

    /// <summary>A date.</summary>
    public static BodyField Date(string name) => new(name, _ => Typed("string", "date"));

    /// <summary>A whole number.</summary>
    public static BodyField WholeNumber(string name) => new(name, _ => Typed("integer", "int64"));

    /// <summary>A number.</summary>
    public static BodyField Number(string name) => new(name, _ => Typed("number", "double"));

    /// <summary>True or false.</summary>
    public static BodyField Flag(string name) => new(name, _ => Typed("boolean"));

    /// <summary>An object of fields of any name that each are as <paramref name="values"/> is.</summary>
    public static BodyField Map(string name, BodyField values) => new(name, of => new() { ["type"] = "object", ["additionalProperties"] = values.Schema(of) });

    /// <summary>What is read as it is written by <paramref name="type"/>.</summary>
    public static BodyField Written(string name, JsonTypeInfo type) => new(name, of => of(type));

    /// <summary>A list of objects.</summary>
    public static BodyField Items(string name, params IReadOnlyList<BodyField> fields) =>
        new(name, of => ListOf(new BodySchema("", fields).ToJson(of))) { Fields = fields };

    private BodyField With(Action<JsonObject> change)
    {
        var schema = Schema;
        return this with
        {
            Schema = of =>
            {
                var changed = schema(of);
                change(changed);
                return changed;
            },
        };
    }

    private static JsonObject Typed(string type, string? format = null) => format is null ? new() { ["type"] = type } : new() { ["type"] = type, ["format"] = format };

    private static JsonObject ListOf(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject OneOf(IEnumerable<string> choices) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice)]) };
}
