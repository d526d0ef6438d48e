using Insights.Functions.Reports;
using Insights.Functions.Reports.Concurrency;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Reports.Concurrency;

/// <summary>Who is active at once, of many users and few.</summary>
public sealed class ConcurrencyReportTests
{
    private static readonly DateOnly First = new(2026, 10, 1);
    private static readonly ReportRange Range = new(HalfHour.FirstOf(First), HalfHour.FirstOf(First.AddDays(2)));

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(900)] // Enough to be shared out to the processors.
    public void A_user_of_several_templates_is_one_and_every_minute_is_looked_at(int userCount)
    {
        var random = new Random(userCount);
        Guid[] templates = [new(1, 0, 0, new byte[8]), new(2, 0, 0, new byte[8])];
        var users = Enumerable.Range(0, userCount).Select(_ => Workday.NewId(random)).ToArray();
        TemplateDay[] usage =
        [
            .. from template in templates
               from day in Enumerable.Range(0, 2)
               select new TemplateDay(template, First.AddDays(day), Workday.Settled(users.Where(_ => random.Next(3) > 0), First.AddDays(day), random)),
        ];

        var present = new Dictionary<int, Dictionary<Guid, uint>>();
        foreach (var segment in usage.Select(day => day.Usage))
        {
            for (var user = 0; user < segment.Users.Length; user++)
            {
                for (var bucket = segment.UserStarts[user]; bucket < segment.UserStarts[user + 1]; bucket++)
                {
                    var here = present.TryGetValue(segment.HalfHours[bucket], out var known) ? known : present[segment.HalfHours[bucket]] = [];
                    here[segment.Users[user]] = here.GetValueOrDefault(segment.Users[user]) | segment.Used[bucket];
                }
            }
        }

        var report = ConcurrencyReport.Of(usage, Range);
        Assert.Equal(96, report.HalfHours.Count);
        for (var place = 0; place < report.HalfHours.Count; place++)
        {
            var here = present.GetValueOrDefault(Range.First.Number + place, []);
            var minutes = Enumerable.Range(0, 30).Select(minute => here.Values.Count(mask => (mask & (1u << minute)) != 0)).ToList();
            Assert.Equal(new HalfHourUsers(here.Count, minutes.Max(), minutes.IndexOf(minutes.Max())), report.HalfHours[place]);
        }

        Assert.Equal(report.HalfHours.Max(halfHour => halfHour.Users), report.PeakIn(Range).Users);
    }

    [Fact]
    public void An_hour_that_the_clock_shows_twice_is_two_and_one_that_it_skips_none()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var autumn = HeatMapOf(new DateOnly(2026, 10, 25), berlin);
        Assert.Equal(2, autumn.Single(cell => cell is { Weekday: 7, Hour: 2 }).Count);
        Assert.Equal(1, autumn.Single(cell => cell is { Weekday: 7, Hour: 3 }).Count);
        var spring = HeatMapOf(new DateOnly(2026, 3, 29), berlin);
        Assert.Equal(0, spring.Single(cell => cell is { Weekday: 7, Hour: 2 }).Count);
        Assert.Equal(168, spring.Count);
    }

    [Fact]
    public void The_value_of_an_hour_is_the_higher_of_its_half_hours_and_what_is_not_recorded_is_none()
    {
        var first = HalfHour.FirstOf(new DateOnly(2026, 10, 5));
        var cells = HeatMap.Of(first, [1, 2, 9, 3, 5, 4], new HalfHour(first.Number + 2), TimeZoneInfo.Utc);
        Assert.Equal(
            [new HeatMapCell(1, 1, 1, 9, 9, 9), new HeatMapCell(1, 2, 1, 5, 5, 5)],
            cells.Where(cell => cell.Count > 0));
    }

    private static IReadOnlyList<HeatMapCell> HeatMapOf(DateOnly day, TimeZoneInfo zone)
    {
        var (start, end) = (HalfHour.Of(LocalTime.StartOf(day, zone)), HalfHour.Of(LocalTime.StartOf(day.AddDays(1), zone)));
        return HeatMap.Of(start, new int[end.Number - start.Number], start, zone);
    }
}
