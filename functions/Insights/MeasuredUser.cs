using System.Text.Json.Serialization;

namespace Insights.Functions.Insights;

/// <summary>A user in the answer of <c>/insights/user-latency</c>.</summary>
internal sealed record MeasuredUser(
    IReadOnlyList<Guid> TemplateIds,
    Guid UserId,
    string Username,
    string AvatarUrl,
    [property: JsonPropertyName("latency_ms")] MeasuredUser.Latency LatencyMs)
{
    internal sealed record Latency(
        [property: JsonPropertyName("p50")] double P50,
        [property: JsonPropertyName("p95")] double P95);
}
