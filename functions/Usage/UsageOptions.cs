using System.ComponentModel.DataAnnotations;

namespace Insights.Functions.Usage;

/// <summary>How usage is kept. Settings <c>Insights__Usage__*</c>.</summary>
public sealed class UsageOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights:Usage";

    /// <summary>How far a clock that reports usage may be ahead of ours.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(10);

    // How long the usage of a month is there besides, so that its figures can be stored meanwhile.
    private const int DaysToKeepMonth = 2;

    /// <summary>How many days usage is kept, and how old an event may be where people are kept as long: 1 to 3,650.</summary>
    [Range(1, 3650)]
    public int RetentionDays { get; set; } = 180;

    /// <summary>How long usage is kept.</summary>
    public TimeSpan Retention => TimeSpan.FromDays(RetentionDays);

    /// <summary>
    /// For how many months figures without people are kept (<c>Insights__Usage__KeepMonths</c>): 0 to 240. With 0 none are. Else usage is
    /// purged by whole months, after their figures are stored.
    /// </summary>
    [Range(0, 240)]
    public int KeepMonths { get; set; }

    /// <summary>Of how many users a figure that is kept must be, at least: 1 to 1,000. What is of fewer is left out.</summary>
    [Range(1, 1000)]
    public int KeepFloor { get; set; } = 5;

    /// <summary>The first UTC day that usage is kept of.</summary>
    public DateOnly FirstDay(DateTimeOffset now) => KeepMonths == 0 ? FirstTaken(now) : FirstOfMonth(FirstTaken(now).AddDays(-DaysToKeepMonth));

    /// <summary>The first UTC month to which usage may come yet: what is older than the retention is not taken.</summary>
    public DateOnly FirstOpenMonth(DateTimeOffset now) => FirstOfMonth(FirstTaken(now));

    /// <summary>The first UTC month of which all is there when months were not kept until now.</summary>
    public DateOnly FirstWholeMonth(DateTimeOffset now) => FirstTaken(now) is { Day: 1 } first ? first : FirstOpenMonth(now).AddMonths(1);

    private DateOnly FirstTaken(DateTimeOffset now) => DateOnly.FromDateTime((now - Retention).UtcDateTime);

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);
}
