namespace Insights.Local.Demo;

/// <summary>The deployment's last days, up to now.</summary>
internal sealed class DemoHistory
{
    public DemoHistory(DemoDeployment deployment, DateTimeOffset now, int days)
    {
        Deployment = deployment;
        NowMinute = now.ToUnixTimeSeconds() / 60;

        // East of Greenwich tomorrow may have begun.
        Workdays = [.. Enumerable.Range(-days, days + 2).Select(d => new Workday(deployment, deployment.Today.AddDays(d), NowMinute))];
        AgentStats = Workdays.Sum(day => day.Sessions.Sum(s => Math.Min(s.End, NowMinute) - s.Start));
        AppStats = Workdays.Sum(day => day.Visits.Length);
    }

    public DemoDeployment Deployment { get; }

    /// <summary>The UTC minute that is not over yet: nothing is reported of it.</summary>
    public long NowMinute { get; }

    /// <summary>By local date, oldest first.</summary>
    public Workday[] Workdays { get; }

    public long AgentStats { get; }

    public long AppStats { get; }

    /// <summary>Those whose jobs have ended.</summary>
    public IEnumerable<WorkspaceBuild> Builds => Deployment.Users
        .SelectMany(user => user.Workspaces.SelectMany(workspace => WorkspaceBuild.First(user, workspace)))
        .Concat(Workdays.SelectMany(day => day.Builds))
        .Where(build => build.CompletedAt < DateTime.UnixEpoch.AddMinutes(NowMinute));
}
