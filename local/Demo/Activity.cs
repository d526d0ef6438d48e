namespace Insights.Local.Demo;

/// <summary>Open sessions of the user's main tool and of the one beside it; none of either when the hands rest.</summary>
internal readonly record struct Activity(int Main, int Side)
{
    /// <summary>An idle editor keeps its connection.</summary>
    public int Connections => Math.Max(1, Main + Side);
}
