using System.Text.Json;
using System.Text.Json.Serialization;

namespace Insights.Functions.Http;

/// <summary>Times in JSON, as <see cref="Rfc3339"/> reads and writes them.</summary>
internal sealed class Rfc3339Converter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Rfc3339.TryParse(reader.GetString(), out var value) ? value : throw new JsonException("The value is not a time in RFC 3339.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Rfc3339.Format(value));
}
