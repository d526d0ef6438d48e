using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Insights.Functions.Catalog;

namespace Insights.Functions.OpenApi;

/// <summary>
/// Describes the JSON that the serializer writes, from what it writes it by: the names, and what is left out when it is null, are those of
/// the answers themselves, and what a field is says the comment on its property. Each kind of object is described once, under
/// <c>components/schemas</c>.
/// </summary>
internal sealed class SchemaWriter
{
    private readonly FieldComments _comments = new();
    private readonly SortedDictionary<string, (Type Type, JsonObject Schema)> _components = new(StringComparer.Ordinal);

    /// <summary>The objects that were described so far, by name.</summary>
    public JsonObject Components() => new(_components.Select(component => KeyValuePair.Create(component.Key, (JsonNode?)component.Value.Schema)));

    /// <summary>Adds an object that is described already, and gives where it is. Two operations may take the same one.</summary>
    public JsonObject Add(string name, JsonObject schema)
    {
        if (!_components.TryGetValue(name, out var known) || !JsonNode.DeepEquals(known.Schema, schema))
        {
            _components.Add(name, (typeof(JsonObject), schema));
        }

        return ReferenceTo(name);
    }

    /// <summary>What a type is written as.</summary>
    /// <exception cref="InvalidOperationException">It is written by a converter of which nothing is known here.</exception>
    public JsonObject Of(JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => ReferenceTo(ComponentOf(type)),
        JsonTypeInfoKind.Enumerable => new() { ["type"] = "array", ["items"] = Of(Info(type, type.ElementType!)) },
        JsonTypeInfoKind.Dictionary => new() { ["type"] = "object", ["additionalProperties"] = Of(Info(type, type.ElementType!)) },
        _ => Value(Nullable.GetUnderlyingType(type.Type) ?? type.Type),
    };

    private static JsonObject Value(Type type) =>
        type == typeof(string) ? Typed("string")
        : type == typeof(bool) ? Typed("boolean")
        : type == typeof(int) ? Typed("integer", "int32")
        : type == typeof(long) ? Typed("integer", "int64")
        : type == typeof(double) || type == typeof(float) ? Typed("number", "double")
        : type == typeof(Guid) ? Typed("string", "uuid")
        : type == typeof(DateTimeOffset) || type == typeof(DateTime) ? Typed("string", "date-time")
        : type == typeof(DateOnly) ? Typed("string", "date")
        : type == typeof(UserStatus) ? Typed("string")
        : type.IsEnum && type.GetCustomAttribute<JsonConverterAttribute>() is not null ? Enumeration(type)
        : type == typeof(JsonElement) ? []
        : throw new InvalidOperationException($"Nothing is known of how {type} is written.");

    // One of its names, as each of them is written.
    private static JsonObject Enumeration(Type type) => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => JsonValue.Create(field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name))]),
    };

    private static JsonObject Typed(string type, string? format = null) => format is null ? new() { ["type"] = type } : new() { ["type"] = type, ["format"] = format };

    private static JsonObject ReferenceTo(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonTypeInfo Info(JsonTypeInfo from, Type type) => from.Options.GetTypeInfo(type);

    private string ComponentOf(JsonTypeInfo type)
    {
        var name = NameOf(type.Type);
        if (_components.TryGetValue(name, out var known))
        {
            return known.Type == type.Type ? name : throw new InvalidOperationException($"{known.Type} and {type.Type} are both called {name}.");
        }

        // It is there before its fields are, for what has itself among them.
        var schema = Typed("object");
        _components.Add(name, (type.Type, schema));
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in type.Properties.Where(property => property.Get is not null))
        {
            var isLeftOut = property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is { Length: > 0 };
            var value = Of(Info(type, property.PropertyType));
            value = !isLeftOut && property.IsGetNullable && property.PropertyType != typeof(JsonElement) ? OrNull(value) : value;
            value["description"] = _comments.Of((MemberInfo)property.AttributeProvider!);
            properties[property.Name] = value;
            if (!isLeftOut)
            {
                required.Add(property.Name);
            }
        }

        schema["properties"] = properties;
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        return name;
    }

    private static JsonObject OrNull(JsonObject schema)
    {
        if (schema["type"] is { } type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
            return schema;
        }

        return new() { ["anyOf"] = new JsonArray(schema, Typed("null")) };
    }

    // TemplatesAnswer.App is TemplatesAnswerApp, and UserReportAnswer<ActiveUser> is UserReportAnswerOfActiveUser.
    private static string NameOf(Type type)
    {
        var names = new List<string>();
        for (var part = type; part is not null; part = part.DeclaringType)
        {
            names.Insert(0, part.Name.Split('`')[0]);
        }

        var arguments = type.GenericTypeArguments.Select(NameOf).ToArray();
        if (arguments.Length > 0)
        {
            names.Insert(1, $"Of{string.Join("And", arguments)}");
        }

        return string.Concat(names);
    }
}
