namespace Insights.Functions.Reports;

/// <summary>How a range is cut into slots.</summary>
public static class Slots
{
    /// <summary>
    /// Slots of <paramref name="days"/> days from <paramref name="start"/>, the last one cut at <paramref name="end"/>. Without a
    /// zone a day is 24 hours at the offset of the start; with one it is a calendar day there, daylight saving included, and a start
    /// at another time than midnight makes the first slot a part of one.
    /// </summary>
    public static IReadOnlyList<Slot> Of(DateTimeOffset start, DateTimeOffset end, int days, TimeZoneInfo? zone)
    {
        var slots = new List<Slot>();
        var from = zone is null ? start : TimeZoneInfo.ConvertTime(start, zone);
        var firstDay = DateOnly.FromDateTime(from.DateTime);
        for (var index = 1; from < end; index++)
        {
            var to = zone is null ? start.AddDays(index * days) : LocalTime.StartOf(firstDay.AddDays(index * days), zone);
            to = to < end ? to : end.ToOffset(zone?.GetUtcOffset(end) ?? start.Offset);
            slots.Add(new Slot(from, to));
            from = to;
        }

        return slots;
    }

    /// <summary>
    /// The calendar months of a range, of which the first and the last may be parts. Without a zone they are those at the offset of the start.
    /// </summary>
    public static IReadOnlyList<Slot> Months(DateTimeOffset start, DateTimeOffset end, TimeZoneInfo? zone)
    {
        var slots = new List<Slot>();
        var from = zone is null ? start : TimeZoneInfo.ConvertTime(start, zone);
        for (var next = new DateOnly(from.Year, from.Month, 1).AddMonths(1); from < end; next = next.AddMonths(1))
        {
            var to = zone is null ? new DateTimeOffset(next, TimeOnly.MinValue, start.Offset) : LocalTime.StartOf(next, zone);
            to = to < end ? to : end.ToOffset(zone?.GetUtcOffset(end) ?? start.Offset);
            slots.Add(new Slot(from, to));
            from = to;
        }

        return slots;
    }
}
