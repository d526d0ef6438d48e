using Insights.Functions.Reports;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Reports;

/// <summary>Reports over much usage are shared out to the processors, by user.</summary>
public sealed class SharedScanTests
{
    private static readonly DateOnly First = new(2026, 10, 1);

    [Fact]
    public void What_is_shared_out_gives_the_sum_of_small_reports()
    {
        var random = new Random(5);
        Guid[] templates = [new(1, 0, 0, new byte[8]), new(2, 0, 0, new byte[8]), new(3, 0, 0, new byte[8])];
        var users = Enumerable.Range(0, 1500).Select(_ => Workday.NewId(random)).ToArray();
        var groups = users.Chunk(100).Select(members => (
            from template in templates
            from day in Enumerable.Range(0, 2)
            select new TemplateDay(template, First.AddDays(day), Workday.Settled(members.Where(_ => random.Next(2) == 0), First.AddDays(day), random))).ToArray()).ToArray();
        var all = groups.SelectMany(group => group).GroupBy(day => (day.Template, day.Day))
            .Select(day => new TemplateDay(day.Key.Template, day.Key.Day, UsageSegment.Merge([.. day.Select(part => part.Usage)]))).ToArray();
        Assert.True(all.Sum(day => day.Usage.BucketCount) > 40_000);

        var range = new ReportRange(HalfHour.FirstOf(First), HalfHour.FirstOf(First.AddDays(2)));
        var slots = Slots.Of(range.First.Start, range.End.Start, 1, zone: null);
        var apps = new AppDirectory([.. templates.Select(template => (template, new TemplateApp("jupyter", "Jupyter", "")))]);
        var whole = TemplatesReport.Of(all, range, apps, slots);
        var parts = groups.Select(group => TemplatesReport.Of(group, range, apps, slots)).ToArray();

        Assert.Equal(templates, whole.TemplateIds);
        Assert.Equal(parts.Sum(part => part.ActiveUsers), whole.ActiveUsers);
        Assert.Equal(parts.Sum(part => part.Apps.Sum(app => app.Seconds)), whole.Apps.Sum(app => app.Seconds));
        Assert.Equal(parts.Sum(part => part.Apps.Sum(app => app.TimesUsed)), whole.Apps.Sum(app => app.TimesUsed));
        for (var index = 0; index < BuiltinApp.All.Count; index++)
        {
            Assert.Equal(parts.Sum(part => part.Builtin[index].Seconds), whole.Builtin[index].Seconds);
        }

        for (var slot = 0; slot < slots.Count; slot++)
        {
            Assert.Equal(parts.Sum(part => part.Slots[slot].ActiveUsers), whole.Slots[slot].ActiveUsers);
        }

        Assert.Equal(
            groups.SelectMany(group => ActivityReport.Of(group, range).Users).OrderBy(user => user.UserId).Select(user => (user.UserId, user.Seconds)),
            ActivityReport.Of(all, range).Users.Select(user => (user.UserId, user.Seconds)));
        Assert.Equal(
            groups.SelectMany(group => LatencyReport.Of(group, range).Users).OrderBy(user => user.UserId).Select(user => (user.UserId, user.P50, user.P95)),
            LatencyReport.Of(all, range).Users.Select(user => (user.UserId, user.P50, user.P95)));
    }
}
