using System.Text.Encodings.Web;
using System.Text.Json;

namespace Insights.Functions.Http;

/// <summary>How answers are written as JSON: snake_case, UTF-8 as it is, times by RFC 3339.</summary>
internal static class ApiJson
{
    /// <summary>Settings for a serializer context of answers; each context needs some of its own.</summary>
    public static JsonSerializerOptions NewOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,

        // Answers are application/json, which nosniff keeps any browser from taking for HTML: only JSON's own escapes are needed, and
        // the + of an offset stays one.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new Rfc3339Converter() },
    };
}
