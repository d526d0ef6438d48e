namespace Insights.Coder.Items;

/// <summary>What a user did with a template in a half-hour, as counts.</summary>
/// <param name="StartTime">The start of the half-hour.</param>
/// <param name="TemplateId">The template.</param>
/// <param name="UserId">The user.</param>
/// <param name="UsageMins">Minutes used.</param>
/// <param name="SessionAppMins">Minutes by session app; without those that are 0.</param>
/// <param name="AppUsageMins">Minutes by slug or port, or <c>[terminal]</c>.</param>
/// <param name="MedianLatencyMs">The median latency in milliseconds; null when none was measured.</param>
public sealed record UsageBucket(
    DateTime StartTime,
    Guid TemplateId,
    Guid UserId,
    int UsageMins,
    IReadOnlyDictionary<string, int> SessionAppMins,
    IReadOnlyDictionary<string, int> AppUsageMins,
    float? MedianLatencyMs)
{
    /// <summary>
    /// Whether something of it was sent another way before, in the place of which it is to stand; null for no. A half-hour is so where a
    /// source was stopped within it.
    /// </summary>
    public bool? Completes { get; init; }
}
