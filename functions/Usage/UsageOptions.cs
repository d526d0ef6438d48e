using System.ComponentModel.DataAnnotations;

namespace Insights.Functions.Usage;

/// <summary>How usage is kept. Settings <c>Insights__Usage__*</c>.</summary>
public sealed class UsageOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights:Usage";

    /// <summary>How far a clock that reports usage may be ahead of ours.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(10);

    /// <summary>How many days usage is kept, and how old an event may be: 1 to 3,650.</summary>
    [Range(1, 3650)]
    public int RetentionDays { get; set; } = 180;

    /// <summary>How long usage is kept.</summary>
    public TimeSpan Retention => TimeSpan.FromDays(RetentionDays);

    /// <summary>The first UTC day that usage is kept of.</summary>
    public DateOnly FirstDay(DateTimeOffset now) => DateOnly.FromDateTime((now - Retention).UtcDateTime);
}
