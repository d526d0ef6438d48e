namespace Insights.Local.Demo;

/// <summary>A stretch of work in one workspace: UTC minutes since 1970, the end not included.</summary>
internal sealed record WorkSession(DemoUser User, DemoWorkspace Workspace, long Start, long End)
{
    /// <summary>Minutes for which a side tool stays open, or the hands rest.</summary>
    private const int Spell = 12;

    private readonly ulong _seed = Dice.Mix(Workspace.Seed ^ (ulong)Start);

    public Dice DiceFor(int aspect) => new(_seed, aspect);

    /// <summary>What the agent sees in a minute of the session.</summary>
    public Activity At(long minute)
    {
        var spell = Dice.Mix(_seed ^ (ulong)(minute / Spell));
        var idle = spell % 100 < 3;
        var side = (spell >> 8) % 100 < 22;
        var windows = (spell >> 16) % 100 < 80 ? 1 : 2;
        return new(idle ? 0 : windows, side && !idle ? 1 : 0);
    }
}
