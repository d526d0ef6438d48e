namespace Insights.Local.Demo;

internal sealed class DemoUser(string username)
{
    public Guid Id { get; } = StableId.Of($"user/{username}");

    public ulong Seed { get; } = StableId.SeedOf($"user/{username}");

    public string Username => username;

    public required string Name { get; init; }

    public required string AvatarUrl { get; init; }

    public required Site Site { get; init; }

    public required UserLife Life { get; init; }

    public required WorkHabit Habit { get; init; }

    public required DemoOrganization[] Organizations { get; init; }

    public required DemoWorkspace[] Workspaces { get; init; }

    /// <summary>The session app of the main tool.</summary>
    public required string Tool { get; init; }

    public required string SideTool { get; init; }

    /// <summary>The median of this user's connection, in milliseconds.</summary>
    public required double LatencyMs { get; init; }

    public bool WorksOn(DateOnly date) => Life.FirstDay <= date && date <= Life.LastDay;
}
