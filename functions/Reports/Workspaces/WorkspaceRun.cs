namespace Insights.Functions.Reports.Workspaces;

/// <summary>A stretch of time in which a workspace ran as one build had left it.</summary>
/// <param name="Start">Since when, in seconds since 1970.</param>
/// <param name="End">Until when, in seconds since 1970; after the start.</param>
/// <param name="OwnerId">Whose workspace it was then.</param>
/// <param name="DailyCost">What a day of it cost, in credits; null where nobody said.</param>
public readonly record struct WorkspaceRun(long Start, long End, Guid OwnerId, int? DailyCost)
{
    /// <summary>How long it was.</summary>
    public long Seconds => End - Start;

    /// <summary>How much of it lies in a stretch of time, in seconds.</summary>
    public long Within(long start, long end) => Math.Max(0, Math.Min(End, end) - Math.Max(Start, start));

    /// <summary>When the last of some runs of one owner, which are in order, began: those that follow each other without a pause are one.</summary>
    public static long StartOfLast(IReadOnlyList<WorkspaceRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var first = runs.Count - 1;
        while (first > 0 && runs[first - 1].End == runs[first].Start)
        {
            first--;
        }

        return runs[first].Start;
    }
}
