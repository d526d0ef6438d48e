using Insights.Functions.Reports.Workspaces;

namespace Insights.Functions.Reports.Concurrency;

/// <summary>How many workspaces ran at any time, as their builds say: to the second.</summary>
public sealed class RunningWorkspaces
{
    // Since when how many ran, in order of time.
    private readonly long[] _since;
    private readonly int[] _count;

    private RunningWorkspaces(SortedDictionary<long, int> changes)
    {
        _since = [.. changes.Keys];
        _count = new int[changes.Count];
        var running = 0;
        foreach (var (place, change) in changes.Values.Index())
        {
            _count[place] = running += change;
        }
    }

    /// <summary>Those of some timelines that some people own; null where no build says what it does, so that nobody knows when anything ran.</summary>
    /// <param name="timelines">When each workspace ran.</param>
    /// <param name="counts">Whose workspaces count.</param>
    public static RunningWorkspaces? Of(IReadOnlyCollection<WorkspaceTimeline> timelines, Predicate<Guid> counts)
    {
        if (!timelines.Any(timeline => timeline.IsKnown))
        {
            return null;
        }

        // What one build ends and the next begins in the same second changes nothing.
        var changes = new SortedDictionary<long, int>();
        foreach (var run in timelines.SelectMany(timeline => timeline.Runs).Where(run => counts(run.OwnerId)))
        {
            changes[run.Start] = changes.GetValueOrDefault(run.Start) + 1;
            changes[run.End] = changes.GetValueOrDefault(run.End) - 1;
        }

        return new RunningWorkspaces(changes);
    }

    /// <summary>The most that ran at once in a stretch of time, and the first time that they did; null when none ran.</summary>
    public (int Count, DateTimeOffset? At) PeakIn(DateTimeOffset start, DateTimeOffset end)
    {
        var (from, to) = (start.ToUnixTimeSeconds(), end.ToUnixTimeSeconds());
        var found = Array.BinarySearch(_since, from);
        var place = found < 0 ? ~found - 1 : found;
        var (most, at) = (place >= 0 && from < to ? _count[place] : 0, from);
        for (place++; place < _since.Length && _since[place] < to; place++)
        {
            if (_count[place] > most)
            {
                (most, at) = (_count[place], _since[place]);
            }
        }

        return (most, most > 0 ? DateTimeOffset.FromUnixTimeSeconds(at) : null);
    }
}
