namespace Insights.Coder.Tests.World;

/// <summary>Times of tests.</summary>
internal static class Times
{
    /// <summary>Before all usage.</summary>
    public static readonly DateTime Long = new(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>A time of a day, in the retention, that tests begin at: a Wednesday.</summary>
    public static readonly DateTime Now = new(2026, 10, 14, 14, 10, 30, DateTimeKind.Utc);
}
