using Insights.Functions.Reports;
using Insights.Functions.Reports.Utilization;
using Insights.Functions.Reports.Workspaces;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Reports.Utilization;

/// <summary>How much of the time that workspaces ran they were used.</summary>
public sealed class UtilizationReportTests
{
    private static readonly DateOnly First = new(2026, 10, 1);
    private static readonly DateTimeOffset Start = new(First, TimeOnly.MinValue, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Workspaces_users_and_templates_add_up_and_nothing_is_used_longer_than_it_ran(int seed)
    {
        var random = new Random(seed);
        Guid[] templates = [new(1, 0, 0, new byte[8]), new(2, 0, 0, new byte[8])];
        var users = Enumerable.Range(0, 40).Select(_ => Workday.NewId(random)).ToArray();
        TemplateDay[] usage =
        [
            .. from template in templates
               from day in Enumerable.Range(0, 3)
               select new TemplateDay(template, First.AddDays(day), Workday.Settled(users.Where(_ => random.Next(4) > 0), First.AddDays(day), random)),
        ];
        var workspaces = users.SelectMany(user => Enumerable.Range(0, random.Next(4)).Select(_ => Workspace(random, templates[random.Next(2)], user))).ToArray();
        var (from, until) = (Start.AddHours(7), Start.AddHours(65));
        var range = ReportRange.Between(from, until);
        var report = UtilizationReport.Of(workspaces, usage, range, from, until, _ => true, hourlyRate: 2);

        Assert.NotEqual(0, report.Total.SharedSeconds);
        Assert.NotEqual(0, report.Total.UnmatchedSeconds);
        Assert.All(report.Workspaces, workspace => Assert.InRange(workspace.Figures.UsedSeconds, 0, workspace.Figures.RunningSeconds));
        Assert.All(report.Workspaces, workspace => Assert.InRange(workspace.Figures.SharedSeconds, 0, workspace.Figures.UsedSeconds));
        foreach (var level in (IEnumerable<UtilizationFigures>[])[report.Templates.Select(one => one.Figures), report.Users.Select(one => one.Figures)])
        {
            var sum = UtilizationFigures.Sum(level);
            Assert.Equal(report.Total with { Cost = null, UsedCost = null }, sum with { Cost = null, UsedCost = null });
            Assert.Equal(report.Total.Cost!.Value, sum.Cost!.Value, precision: 6);
        }

        // All usage is told to a workspace, or to none; and what an hour costs is what it costs.
        Assert.Equal(report.Total.RunningSeconds, report.Workspaces.Sum(workspace => workspace.Figures.RunningSeconds));
        Assert.Equal(
            OverviewReport.Of(usage, range, []).Templates.Sum(template => template.Seconds), report.Total.UsedSeconds + report.Total.UnmatchedSeconds);
        Assert.Equal(report.Total.RunningSeconds / 1800d, report.Total.Cost!.Value, precision: 6);
        Assert.Equal(report.Total.IdleSeconds / 1800d, report.Total.IdleCost!.Value, precision: 6);
    }

    [Fact]
    public void Who_does_not_count_has_no_workspaces() => Assert.Equal(
        default,
        UtilizationReport.Of([Workspace(new Random(1), Guid.Empty, Guid.Empty)], [], ReportRange.Between(Start, Start.AddDays(3)), Start, Start.AddDays(3), _ => false, null).Total);

    // Running now and then over the three days.
    private static WorkspaceTimeline Workspace(Random random, Guid template, Guid owner)
    {
        var runs = new List<WorkspaceRun>();
        for (var at = Start.AddMinutes(random.Next(900)).ToUnixTimeSeconds(); at < Start.AddDays(3).ToUnixTimeSeconds();)
        {
            var end = at + random.Next(1, 40_000);
            runs.Add(new WorkspaceRun(at, end, owner, DailyCost: null));
            at = end + (random.Next(3) == 0 ? 0 : random.Next(1, 20_000));
        }

        return new WorkspaceTimeline(template, Workday.NewId(random), "dev", owner, Start, runs, IsKnown: true, IsRunning: true, IsDeleted: false);
    }
}
