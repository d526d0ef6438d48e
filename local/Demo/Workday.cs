namespace Insights.Local.Demo;

/// <summary>What happens on one local date, all around the world, as far as it has happened by now (a UTC minute).</summary>
internal sealed class Workday
{
    public Workday(DemoDeployment deployment, DateOnly date, long now)
    {
        WorkSession[] planned = [.. deployment.Users.SelectMany(user => WorkdayCalendar.SessionsOf(user, date))];
        Sessions = Array.FindAll(planned, session => session.Start < now);
        Visits = [.. Sessions.SelectMany(AppVisit.During).Where(v => v.Start < now * 60).OrderBy(v => v.Start)];

        // A workspace is stopped after its last session, which may be one that is still to come.
        Builds = [.. planned.GroupBy(session => session.Workspace.Id).SelectMany(sessions => WorkspaceBuild.Around([.. sessions], date))];
    }

    public WorkSession[] Sessions { get; }

    public AppVisit[] Visits { get; }

    /// <summary>All of the day, those to come too.</summary>
    public WorkspaceBuild[] Builds { get; }
}
