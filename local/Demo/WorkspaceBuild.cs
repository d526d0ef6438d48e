namespace Insights.Local.Demo;

internal sealed record WorkspaceBuild(DemoUser Owner, DemoWorkspace Workspace, int Number, DateTime CreatedAt)
{
    private static readonly DateOnly Epoch = new(2024, 1, 1);

    public Guid Id { get; } = StableId.Of($"build/{Workspace.Id}/{Number}");

    public DateOnly Date => DateOnly.FromDateTime(CreatedAt);

    public static WorkspaceBuild First(DemoUser owner, DemoWorkspace workspace) => new(owner, workspace, 1, workspace.CreatedAt);

    /// <summary>
    /// The start before a day's first session, when the workspace had been stopped. The number is the day's, so that it is known without
    /// counting the builds before it.
    /// </summary>
    public static WorkspaceBuild? Before(WorkSession session, DateOnly date)
    {
        var dice = new Dice(session.Workspace.Seed, date.DayNumber);
        var createdAt = DateTime.UnixEpoch.AddSeconds(session.Start * 60 - dice.Between(70, 400));
        return dice.Chance(0.5) ? new(session.User, session.Workspace, date.DayNumber - Epoch.DayNumber, createdAt) : null;
    }
}
