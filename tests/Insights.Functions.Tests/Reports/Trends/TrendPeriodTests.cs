using Insights.Functions.Reports.Trends;
using Xunit;

namespace Insights.Functions.Tests.Reports.Trends;

/// <summary>Months and quarters of a calendar, and their days and weeks.</summary>
public sealed class TrendPeriodTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void Months_are_those_of_the_calendar_cut_at_the_ends()
    {
        var periods = TrendPeriod.Of(At(2026, 9, 15, 2), At(2026, 11, 3, 1), 1, Berlin, DateTimeOffset.MinValue.AddYears(1));
        Assert.Equal(
            [(At(2026, 9, 15, 2), At(2026, 10, 1, 2)), (At(2026, 10, 1, 2), At(2026, 11, 1, 1)), (At(2026, 11, 1, 1), At(2026, 11, 3, 1))],
            periods.Select(period => (period.Whole.Start, period.Whole.End)));

        // October has 31 days, one of 25 hours, and four Mondays of which the week is over on November 3.
        Assert.Equal([16, 31, 2], periods.Select(period => period.Days.Count));
        Assert.Equal([2, 4, 0], periods.Select(period => period.Weeks.Count));
        Assert.All(periods, period => Assert.Equal(period.Whole, Assert.Single(period.Months)));
    }

    [Fact]
    public void A_quarter_has_its_months()
    {
        var periods = TrendPeriod.Of(At(2026, 2, 1, 1), At(2026, 7, 1, 2), 3, Berlin, DateTimeOffset.MinValue.AddYears(1));
        Assert.Equal([2, 3], periods.Select(period => period.Months.Count));
        Assert.Equal(At(2026, 4, 1, 2), periods[1].Whole.Start);
    }

    [Fact]
    public void What_was_before_anything_was_recorded_is_no_day_and_no_week()
    {
        var period = Assert.Single(TrendPeriod.Of(At(2026, 10, 1, 2), At(2026, 11, 1, 1), 1, Berlin, new DateTimeOffset(2026, 10, 12, 9, 30, 0, TimeSpan.Zero)));
        Assert.Equal(At(2026, 10, 13, 2), period.Days[0].Start);
        Assert.Equal(At(2026, 10, 19, 2), period.Weeks[0].Start);
        Assert.Equal(19, period.Days.Count);
    }

    [Fact]
    public void A_period_is_made_from_the_usage_to_the_end_of_its_last_week()
    {
        var periods = TrendPeriod.Of(At(2026, 10, 1, 2), At(2026, 12, 1, 1), 1, Berlin, DateTimeOffset.MinValue.AddYears(1));
        Assert.Equal(At(2026, 11, 2, 1), periods[0].Range.End.Start);
        Assert.Equal(At(2026, 12, 1, 1), periods[1].Range.End.Start);
    }

    // Midnight of a day in Berlin, which is so many hours ahead.
    private static DateTimeOffset At(int year, int month, int day, int hoursAhead) => new(year, month, day, 0, 0, 0, TimeSpan.FromHours(hoursAhead));
}
