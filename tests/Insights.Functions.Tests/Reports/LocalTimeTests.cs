using System.Globalization;
using Insights.Functions.Http;
using Insights.Functions.Reports;
using Xunit;

namespace Insights.Functions.Tests.Reports;

/// <summary>When the days of a time zone begin.</summary>
public sealed class LocalTimeTests
{
    [Fact]
    public void A_day_begins_with_the_first_instant_that_the_clock_shows_it_in_every_zone()
    {
        var wrong = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.ForEach(TimeZoneInfo.GetSystemTimeZones(), zone =>
        {
            for (var day = new DateOnly(2016, 1, 1); day.Year <= 2027; day = day.AddDays(1))
            {
                var start = LocalTime.StartOf(day, zone);
                if (DateIn(zone, start) != day || DateIn(zone, start.AddTicks(-1)) >= day || start != TimeZoneInfo.ConvertTime(start, zone))
                {
                    wrong.Add($"{zone.Id} {day:O}: {start:O}");
                }
            }
        });
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("America/Scoresbysund", "2024-03-31", "2024-03-31T00:00:00-01:00")] // Summer time began as the standard offset fell.
    [InlineData("Asia/Amman", "2022-02-25", "2022-02-25T01:00:00+03:00")] // Its midnight was skipped, and summer time stayed.
    [InlineData("America/Asuncion", "2024-10-06", "2024-10-06T01:00:00-03:00")]
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-24T01:00:00+03:00")]
    [InlineData("Pacific/Kiritimati", "2026-01-01", "2026-01-01T00:00:00+14:00")]
    [InlineData("Etc/GMT+12", "2026-01-01", "2026-01-01T00:00:00-12:00")]
    [InlineData("Asia/Kathmandu", "2026-01-01", "2026-01-01T00:00:00+05:45")]
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00")]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00")] // A day that was not.
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00")]
    public void A_day_begins(string zone, string day, string expected) =>
        Assert.Equal(
            expected,
            Rfc3339.Format(LocalTime.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone))));

    [Theory]
    [InlineData("2026-09-01T00:00:00Z", "Etc/UTC", "2026-09-01T00:00:00Z")]
    [InlineData("2026-09-01T00:00:00Z", "Europe/Berlin", "2026-09-02T00:00:00+02:00")]
    [InlineData("2026-09-01T00:00:00Z", "America/New_York", "2026-09-01T00:00:00-04:00")]
    [InlineData("2026-09-01T04:00:00Z", "America/New_York", "2026-09-01T00:00:00-04:00")]
    [InlineData("2026-04-23T22:00:00Z", "Africa/Cairo", "2026-04-24T01:00:00+03:00")] // Its midnight is skipped: the day begins at this instant.
    [InlineData("2011-12-30T09:00:00Z", "Pacific/Apia", "2011-12-31T00:00:00+14:00")]
    public void The_first_day_that_does_not_begin_before_an_instant_begins(string instant, string zone, string expected)
    {
        Assert.True(Rfc3339.TryParse(instant, out var from));
        Assert.Equal(expected, Rfc3339.Format(LocalTime.FirstStartFrom(from, TimeZoneInfo.FindSystemTimeZoneById(zone))));
    }

    private static DateOnly DateIn(TimeZoneInfo zone, DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
