namespace Insights.Local.Demo;

/// <summary>Who is at work at a moment, what they have open and what they built since the report before.</summary>
internal sealed class LiveUsage
{
    /// <summary>At the fewest, whatever the hour: a page on which nothing moves shows nothing.</summary>
    private const int AtLeast = 12;

    private const int OwlMinutes = 60;

    public LiveUsage(DemoDeployment deployment, DateTimeOffset since, DateTimeOffset now)
    {
        var minute = now.ToUnixTimeSeconds() / 60;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        Workday[] days = [.. Enumerable.Range(-1, 3).Select(d => new Workday(deployment, today.AddDays(d), minute + 1))];
        WorkSession[] working = [.. days.SelectMany(day => day.Sessions).Where(s => s.Start <= minute && minute < s.End)];
        WorkSession[] owls = [.. NightOwls(deployment, working, today, minute)];

        Sessions = [.. working, .. owls];
        Visits = [.. days.SelectMany(day => day.Visits).Concat(owls.Where((_, i) => i % 3 == 0).Select(AppVisit.Throughout))
            .Where(v => v.Start < now.ToUnixTimeSeconds() && v.End > since.ToUnixTimeSeconds())];
        Builds = [.. days.SelectMany(day => day.Builds).Where(b => since < b.CompletedAt && b.CompletedAt <= now)];
    }

    public WorkSession[] Sessions { get; }

    public AppVisit[] Visits { get; }

    public WorkspaceBuild[] Builds { get; }

    /// <summary>Others every hour.</summary>
    private static IEnumerable<WorkSession> NightOwls(DemoDeployment deployment, WorkSession[] working, DateOnly today, long minute)
    {
        var hour = minute - minute % OwlMinutes;
        return deployment.Users
            .Where(user => user.WorksOn(today) && user.Workspaces[0].IsUsedOn(today) && !working.Any(s => s.User == user))
            .OrderBy(user => Dice.Mix(user.Seed ^ (ulong)hour))
            .Take(Math.Max(0, AtLeast - working.Length))
            .Select(user => new WorkSession(user, user.Workspaces[0], hour, hour + OwlMinutes));
    }
}
