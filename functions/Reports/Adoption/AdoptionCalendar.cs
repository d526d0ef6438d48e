namespace Insights.Functions.Reports.Adoption;

/// <summary>The days and weeks of a range, and those before it that its figures look back on.</summary>
public sealed class AdoptionCalendar
{
    /// <summary>The days of a week's figure, and of a slot of a week.</summary>
    public const int Week = 7;

    /// <summary>The days of a month's figure.</summary>
    public const int Month = 30;

    /// <summary>The calendar of a range; days are those of the zone, or 24 hours at the offset of its start.</summary>
    public AdoptionCalendar(DateTimeOffset start, DateTimeOffset end, TimeZoneInfo? zone)
    {
        Range = ReportRange.Between(start, end);
        var days = Slots.Of(start, end, 1, zone);
        var weeks = Slots.Of(start, end, Week, zone);
        var first = zone is null ? start : TimeZoneInfo.ConvertTime(start, zone);
        Days = [.. Enumerable.Range(1, Month - 1).Reverse().Select(back => new Slot(Before(first, back, zone), Before(first, back - 1, zone))), .. days];
        Weeks = [new Slot(Before(first, Week, zone), first), .. weeks];
        FirstDay = Month - 1;
    }

    /// <summary>The half-hours of the range.</summary>
    public ReportRange Range { get; }

    /// <summary>The days, from 29 days before the range on.</summary>
    public IReadOnlyList<Slot> Days { get; }

    /// <summary>The number of the first day of the range.</summary>
    public int FirstDay { get; }

    /// <summary>The week before the range, and the weeks of the range.</summary>
    public IReadOnlyList<Slot> Weeks { get; }

    private static DateTimeOffset Before(DateTimeOffset first, int days, TimeZoneInfo? zone) =>
        days == 0 ? first
        : zone is null ? first.AddDays(-days)
        : LocalTime.StartOf(DateOnly.FromDateTime(first.DateTime).AddDays(-days), zone);
}
