using System.Globalization;
using Insights.Functions.Http;
using Insights.Functions.Reports;
using Xunit;

namespace Insights.Functions.Tests.Reports;

public sealed class SlotsTests
{
    [Theory]
    [InlineData("2026-10-24T00:00:00+02:00", "2026-10-27T00:00:00+01:00", 1, null,
        "2026-10-24T00:00:00+02:00 2026-10-25T00:00:00+02:00 2026-10-26T00:00:00+02:00 2026-10-27T00:00:00+02:00 2026-10-27T01:00:00+02:00")]
    [InlineData("2026-10-24T00:00:00+02:00", "2026-10-27T00:00:00+01:00", 1, "Europe/Berlin",
        "2026-10-24T00:00:00+02:00 2026-10-25T00:00:00+02:00 2026-10-26T00:00:00+01:00 2026-10-27T00:00:00+01:00")]
    [InlineData("2026-10-23T22:00:00Z", "2026-10-25T12:00:00Z", 1, "Europe/Berlin",
        "2026-10-24T00:00:00+02:00 2026-10-25T00:00:00+02:00 2026-10-25T13:00:00+01:00")]
    [InlineData("2026-10-24T00:00:00Z", "2026-10-26T00:00:00Z", 1, "Europe/Berlin",
        "2026-10-24T02:00:00+02:00 2026-10-25T00:00:00+02:00 2026-10-26T00:00:00+01:00 2026-10-26T01:00:00+01:00")]
    [InlineData("2026-09-05T00:00:00-04:00", "2026-09-08T00:00:00-03:00", 1, "America/Santiago",
        "2026-09-05T00:00:00-04:00 2026-09-06T01:00:00-03:00 2026-09-07T00:00:00-03:00 2026-09-08T00:00:00-03:00")]
    [InlineData("2026-10-01T00:00:00Z", "2026-10-16T00:00:00Z", 7, null,
        "2026-10-01T00:00:00Z 2026-10-08T00:00:00Z 2026-10-15T00:00:00Z 2026-10-16T00:00:00Z")]
    [InlineData("2026-10-01T00:00:00Z", "2026-10-01T00:00:00Z", 1, null, "")]
    public void A_range_is_cut_into_days_or_weeks(string start, string end, int days, string? zone, string bounds)
    {
        var slots = Slots.Of(Time(start), Time(end), days, zone is null ? null : TimeZoneInfo.FindSystemTimeZoneById(zone));
        var expected = bounds.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected.SkipLast(1), slots.Select(slot => Rfc3339.Format(slot.Start)));
        Assert.Equal(expected.Skip(1), slots.Select(slot => Rfc3339.Format(slot.End)));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-29T00:00:00+01:00")]
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T01:00:00-03:00")]
    [InlineData("Asia/Beirut", "2026-03-29", "2026-03-29T01:00:00+03:00")]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T00:00:00-04:00")]
    public void A_day_begins_at_midnight_or_where_the_clock_skips_it_right_after(string zone, string day, string expected) =>
        Assert.Equal(
            expected,
            Rfc3339.Format(LocalTime.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone))));

    private static DateTimeOffset Time(string text)
    {
        Assert.True(Rfc3339.TryParse(text, out var time));
        return time;
    }
}
