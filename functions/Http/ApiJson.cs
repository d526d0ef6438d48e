using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Insights.Functions.Insights;

namespace Insights.Functions.Http;

/// <summary>How answers are written as JSON: snake_case, UTF-8 as it is, times by RFC 3339.</summary>
internal static class ApiJson
{
    /// <summary>The settings that every serializer context of an answer is made with.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new Rfc3339Converter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(ApiJsonContext.Default, InsightsJson.Default),
    };
}
