using Insights.Functions.Reports;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Reports;

/// <summary>An overview gives for each template, and for all together, what the other reports give.</summary>
public sealed class OverviewReportTests
{
    private static readonly DateOnly First = new(2026, 10, 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(900)] // Enough to be shared out to the processors.
    public void Each_template_has_the_figures_of_its_own_reports(int userCount)
    {
        var random = new Random(userCount);
        Guid[] templates = [new(1, 0, 0, new byte[8]), new(2, 0, 0, new byte[8]), new(3, 0, 0, new byte[8])];
        var users = Enumerable.Range(0, userCount).Select(_ => Workday.NewId(random)).ToArray();
        TemplateDay[] usage =
        [
            .. from template in templates
               from day in Enumerable.Range(0, 3)
               select new TemplateDay(template, First.AddDays(day), Workday.Settled(users.Where(_ => random.Next(3) > 0), First.AddDays(day), random)),
        ];

        // From and to within a day, so that not all of the usage is in range.
        var (start, end) = (HalfHour.FirstOf(First).Start.AddHours(9), HalfHour.FirstOf(First.AddDays(2)).Start.AddHours(13));
        var range = ReportRange.Between(start, end);
        var slots = Slots.Of(start, end, 1, zone: null);
        var report = OverviewReport.Of(usage, range, slots);

        var all = ActivityReport.Of(usage, range);
        Assert.Equal(all.Users.Count, report.ActiveUsers);
        Assert.Equal(all.Users.Sum(user => user.Seconds), report.Seconds);
        Assert.Equal(all.TemplateIds, report.Templates.Select(template => template.TemplateId));
        foreach (var overview in report.Templates)
        {
            var alone = usage.Where(day => day.Template == overview.TemplateId).ToArray();
            var activity = ActivityReport.Of(alone, range);
            Assert.Equal(activity.Users.Count, overview.ActiveUsers);
            Assert.Equal(activity.Users.Sum(user => user.Seconds), overview.Seconds);
            Assert.Equal(ActiveUsersReport.Of(alone, range, slots).Select(slot => slot.ActiveUsers), overview.SlotUsers);
        }
    }
}
