using System.Text.Json.Serialization;

namespace Insights.Functions.Insights;

/// <summary>A user in the answer of <c>/insights/user-latency</c>.</summary>
/// <param name="TemplateIds">The templates that the user used in the period, ascending.</param>
/// <param name="UserId">The id of the user.</param>
/// <param name="Username">The user's unique name.</param>
/// <param name="AvatarUrl">The address of the user's picture; may be empty.</param>
/// <param name="LatencyMs">The latency of the user's connections.</param>
internal sealed record MeasuredUser(
    IReadOnlyList<Guid> TemplateIds,
    Guid UserId,
    string Username,
    string AvatarUrl,
    [property: JsonPropertyName("latency_ms")] MeasuredUser.Latency LatencyMs)
{
    /// <summary>Latency over the half-hours of a user.</summary>
    /// <param name="P50">The median, in milliseconds; -1 where nothing was measured.</param>
    /// <param name="P95">The 95th percentile, in milliseconds; -1 where nothing was measured.</param>
    internal sealed record Latency(
        [property: JsonPropertyName("p50")] double P50,
        [property: JsonPropertyName("p95")] double P95);
}
