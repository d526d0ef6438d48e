using System.Text.Json;
using System.Text.Json.Serialization;
using Insights.Functions.Catalog;

namespace Insights.Functions.Storage;

/// <summary>An enumeration as it is stored: by its word. One that a later release has stored, and this one does not know, says nothing.</summary>
internal sealed class WordConverter<T> : JsonConverter<T?>
    where T : struct, Enum
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Words.Parse<T>(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, T? value, JsonSerializerOptions options) => writer.WriteStringValue(value is { } known ? Words.Of(known) : null);
}
