namespace Insights.Local.Demo;

/// <summary>What happens on one local date, all around the world, as far as it has happened by now (a UTC minute).</summary>
internal sealed class Workday
{
    public Workday(DemoDeployment deployment, DateOnly date, long now)
    {
        Sessions = [.. deployment.Users.SelectMany(user => WorkdayCalendar.SessionsOf(user, date)).Where(s => s.Start < now)];
        Visits = [.. Sessions.SelectMany(AppVisit.During).Where(v => v.Start < now * 60).OrderBy(v => v.Start)];
        Builds = [.. Sessions.DistinctBy(s => s.Workspace.Id).Select(s => WorkspaceBuild.Before(s, date)).OfType<WorkspaceBuild>()];
    }

    public WorkSession[] Sessions { get; }

    public AppVisit[] Visits { get; }

    public WorkspaceBuild[] Builds { get; }
}
