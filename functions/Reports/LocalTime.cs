namespace Insights.Functions.Reports;

/// <summary>The calendar days of a time zone as instants.</summary>
public static class LocalTime
{
    // Clocks are at most 14 hours off UTC; an hour more is for the clock that is being changed.
    private static readonly TimeSpan MaxOffset = TimeSpan.FromHours(15);

    /// <summary>When the first calendar day begins in the zone that does not begin before an instant.</summary>
    public static DateTimeOffset FirstStartFrom(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
        return StartOf(day, zone) is var start && start < instant ? StartOf(day.AddDays(1), zone) : start;
    }

    /// <summary>
    /// When a calendar day begins in the zone: its midnight, the earlier one where the clock reads it twice, or, where the clock skips
    /// it, the first instant after it. A day that the zone skips begins, and ends, with the one after it.
    /// </summary>
    /// <remarks>
    /// The first instant that is not before the day, found by bisection of the instants around it. Only UTC is turned into local time:
    /// the other way round, what .NET says of invalid and ambiguous times is wrong for several zones.
    /// </remarks>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var (before, found) = ((midnight - MaxOffset).Ticks, (midnight + MaxOffset).Ticks);
        while (found - before > 1)
        {
            var middle = before + ((found - before) / 2);
            if (At(middle).DateTime < midnight)
            {
                before = middle;
            }
            else
            {
                found = middle;
            }
        }

        return At(found);

        DateTimeOffset At(long utcTicks) => TimeZoneInfo.ConvertTime(new DateTimeOffset(utcTicks, TimeSpan.Zero), zone);
    }
}
