namespace Insights.Coder.Reading;

/// <summary>The ends of time, as PostgreSQL's <c>-infinity</c> and <c>infinity</c>.</summary>
internal static class Always
{
    public static readonly DateTime Since = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    public static readonly DateTime Until = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
}
