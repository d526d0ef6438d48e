namespace Insights.Functions.Reports;

/// <summary>The calendar days of a time zone as instants.</summary>
public static class LocalTime
{
    /// <summary>
    /// When a calendar day begins in the zone: its midnight, the earlier one where the clock reads it twice, or, where the clock skips
    /// it, the first instant after it.
    /// </summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        if (zone.IsInvalidTime(local))
        {
            // Before the gap the old offset holds: the reading with that offset is the same distance after the gap's end.
            var before = zone.GetUtcOffset(local.AddDays(-1));
            var shown = TimeZoneInfo.ConvertTime(new DateTimeOffset(local, before), zone);
            return FirstOf(shown, zone);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    // The gap ends where the offset changes: the latest whole minute at which it is not yet the one after the gap, plus one.
    private static DateTimeOffset FirstOf(DateTimeOffset after, TimeZoneInfo zone)
    {
        var minute = after.AddTicks(-(after.Ticks % TimeSpan.TicksPerMinute));
        while (zone.GetUtcOffset(minute.AddMinutes(-1)) == after.Offset)
        {
            minute = minute.AddMinutes(-1);
        }

        return minute;
    }
}
