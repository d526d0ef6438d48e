namespace Insights.Functions.Reports.Trends;

/// <summary>A month or a quarter of a calendar, or what of it is looked at, and its parts.</summary>
/// <param name="Whole">All of it.</param>
/// <param name="Months">Its calendar months.</param>
/// <param name="Days">Those of its days that are whole, and recorded.</param>
/// <param name="Weeks">The weeks from Monday to Sunday that begin in it; whole, and recorded.</param>
public sealed record TrendPeriod(Slot Whole, IReadOnlyList<Slot> Months, IReadOnlyList<Slot> Days, IReadOnlyList<Slot> Weeks)
{
    private const int MonthsOfYear = 12;
    private const int Week = 7;

    /// <summary>The half-hours that it is made from: to the end of its last week.</summary>
    public ReportRange Range => ReportRange.Between(Whole.Start, Weeks.Count > 0 && Weeks[^1].End > Whole.End ? Weeks[^1].End : Whole.End);

    /// <summary>The periods of a stretch of time, each of so many months, the first and the last cut at its ends.</summary>
    /// <param name="start">When it begins.</param>
    /// <param name="end">When it ends.</param>
    /// <param name="months">1 or 3.</param>
    /// <param name="zone">Whose calendar it is.</param>
    /// <param name="recorded">Since when usage is recorded: days before it are not counted as days without usage.</param>
    public static IReadOnlyList<TrendPeriod> Of(DateTimeOffset start, DateTimeOffset end, int months, TimeZoneInfo zone, DateTimeOffset recorded)
    {
        var periods = new List<TrendPeriod>();
        for (var (from, day) = (Local(start), FirstOf(DateOf(start), months)); from < end; day = day.AddMonths(months))
        {
            var to = Earlier(LocalTime.StartOf(day.AddMonths(months), zone));
            if (to > from)
            {
                periods.Add(Of(new Slot(from, to), end, recorded, zone));
                from = to;
            }
        }

        return periods;

        DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

        DateTimeOffset Earlier(DateTimeOffset instant) => instant < end ? instant : Local(end);

        DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);
    }

    private static TrendPeriod Of(Slot whole, DateTimeOffset end, DateTimeOffset recorded, TimeZoneInfo zone)
    {
        var from = whole.Start > recorded ? whole.Start : recorded;
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime);
        var monday = first.AddDays(-(((int)first.DayOfWeek + Week - 1) % Week));
        return new TrendPeriod(
            whole,
            [.. Of(FirstOf(DateOnly.FromDateTime(whole.Start.DateTime), 1), day => day.AddMonths(1)).Select(month => Cut(month, whole)).Where(month => month.Start < month.End)],
            [.. Of(first, day => day.AddDays(1)).Where(day => day.Start >= from && day.End <= whole.End)],
            [.. Of(monday, day => day.AddDays(Week)).Where(week => week.Start >= from && week.End <= end)]);

        IEnumerable<Slot> Of(DateOnly day, Func<DateOnly, DateOnly> next)
        {
            for (var begin = LocalTime.StartOf(day, zone); begin < whole.End;)
            {
                day = next(day);
                var after = LocalTime.StartOf(day, zone);
                yield return new Slot(begin, after);
                begin = after;
            }
        }
    }

    private static Slot Cut(Slot slot, Slot whole) =>
        new(slot.Start > whole.Start ? slot.Start : whole.Start, slot.End < whole.End ? slot.End : whole.End);

    private static DateOnly FirstOf(DateOnly day, int months)
    {
        var month = (((day.Year * MonthsOfYear) + day.Month - 1) / months) * months;
        return new DateOnly(month / MonthsOfYear, (month % MonthsOfYear) + 1, 1);
    }
}
