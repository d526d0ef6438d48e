namespace Insights.Local.Demo;

/// <summary>A build whose job has ended. Times are of UTC.</summary>
internal sealed record WorkspaceBuild(DemoUser Owner, DemoWorkspace Workspace, int Number, DateTime CreatedAt, DateTime CompletedAt, bool IsStop)
{
    // A workspace has at most two builds a day. Their numbers are the day's, so that they are known without counting the builds before.
    private const int PerDay = 2;

    private static readonly DateOnly Epoch = new(2024, 1, 1);

    public Guid Id { get; } = StableId.Of($"build/{Workspace.Id}/{Number}");

    public DateOnly Date => DateOnly.FromDateTime(CreatedAt);

    public string Transition => IsStop ? "stop" : "start";

    /// <summary>A day of the disk alone is a tenth of a day.</summary>
    public int DailyCost => IsStop ? Workspace.Template.DailyCost / 10 : Workspace.Template.DailyCost;

    /// <summary>The start that makes a workspace, and the stop that ends its first day.</summary>
    public static IEnumerable<WorkspaceBuild> First(DemoUser owner, DemoWorkspace workspace)
    {
        var dice = new Dice(workspace.Seed, 1);
        yield return Of(owner, workspace, 1, workspace.CreatedAt, dice, isStop: false);
        if (StopsAtNight(workspace))
        {
            yield return Of(owner, workspace, 2, workspace.CreatedAt.AddHours(dice.Between(4.0, 9.0)), dice, isStop: true);
        }
    }

    /// <summary>
    /// The builds of a workspace on a day that it is used. Most are started before the first session and stopped a while after the last;
    /// the others were left running, and are started again now and then for a new version.
    /// </summary>
    /// <param name="sessions">Its sessions of the day, of which there is at least one.</param>
    /// <param name="date">The day.</param>
    public static IEnumerable<WorkspaceBuild> Around(IReadOnlyCollection<WorkSession> sessions, DateOnly date)
    {
        var (owner, workspace) = (sessions.First().User, sessions.First().Workspace);
        var dice = new Dice(workspace.Seed, date.DayNumber);
        var number = PerDay * (date.DayNumber - Epoch.DayNumber);
        var before = dice.Between(70, 400);
        var stops = StopsAtNight(workspace);
        if (stops || dice.Chance(0.1))
        {
            yield return Of(owner, workspace, number, DateTime.UnixEpoch.AddSeconds((sessions.Min(session => session.Start) * 60) - before), dice, isStop: false);
        }

        if (stops)
        {
            var end = DateTime.UnixEpoch.AddMinutes(sessions.Max(session => session.End));
            yield return Of(owner, workspace, number + 1, end.AddMinutes(dice.Between(45.0, 150.0)), dice, isStop: true);
        }
    }

    private static bool StopsAtNight(DemoWorkspace workspace) => new Dice(workspace.Seed, 2).Chance(0.72);

    private static WorkspaceBuild Of(DemoUser owner, DemoWorkspace workspace, int number, DateTime createdAt, Dice dice, bool isStop) =>
        new(owner, workspace, number, createdAt, createdAt.AddSeconds(dice.Between(12, 60)), isStop);
}
