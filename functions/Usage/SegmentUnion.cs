using System.Runtime.InteropServices;

namespace Insights.Functions.Usage;

/// <summary>
/// The union of segments by going through them side by side: users in order, and within a user half-hours. They are sorted already, so that
/// it costs a copy of what only one of them has. What it makes is what a builder would make of the same (<see cref="UsageSegmentBuilder"/>).
/// </summary>
internal sealed class SegmentUnion
{
    private readonly IReadOnlyList<UsageSegment> _segments;
    private readonly PriorityQueue<int, Guid> _ahead = new();
    private readonly int[] _places;
    private readonly List<(int Source, int Bucket)> _buckets = [];
    private readonly List<long> _order = [];
    private readonly List<(int Source, int Bucket)> _same = [];

    private SegmentUnion(IReadOnlyList<UsageSegment> segments)
    {
        (_segments, _places) = (segments, new int[segments.Count]);
        for (var segment = 0; segment < segments.Count; segment++)
        {
            Enqueue(segment);
        }
    }

    /// <summary>
    /// The union. Null when a builder has to make it: they have more names together than <paramref name="maxNames"/>, or one is of bytes
    /// that no builder made.
    /// </summary>
    public static UsageSegment? Of(IReadOnlyList<UsageSegment> segments, int maxNames)
    {
        var (sessionNames, sessionRanks) = Union(segments, segment => segment.SessionNames, StringComparer.Ordinal);
        var (appNames, appRanks) = Union(segments, segment => segment.AppNames, StringComparer.Ordinal);
        if (Math.Max(sessionNames.Length, appNames.Length) > maxNames || !segments.All(IsMinimal))
        {
            return null;
        }

        var (agents, agentRanks) = Union(segments, segment => segment.Agents, Comparer<Guid>.Default);
        var columns = new UnionColumns(segments, sessionRanks, appRanks, agentRanks);
        var (users, starts) = new SegmentUnion(segments).Fill(columns);
        return columns.Build(users, starts, sessionNames, appNames, agents);
    }

    private static (T[] Values, int[][] Ranks) Union<T>(IReadOnlyList<UsageSegment> segments, Func<UsageSegment, T[]> valuesOf, IComparer<T> order)
        where T : notnull
    {
        var all = new Interned<T>(order);
        int[][] numbers = [.. segments.Select(segment => Array.ConvertAll(valuesOf(segment), all.IndexOf))];
        var used = new bool[all.Count];
        used.AsSpan().Fill(true);
        var values = all.Sort(used, out var ranks);
        foreach (var ofSegment in numbers)
        {
            foreach (ref var number in ofSegment.AsSpan())
            {
                number = ranks[number];
            }
        }

        return (values, numbers);
    }

    // Nothing in it that a builder would have dropped.
    private static bool IsMinimal(UsageSegment segment)
    {
        for (var bucket = 0; bucket < segment.BucketCount; bucket++)
        {
            var (sessions, samples, isSettled) = (segment.Sessions.CountOf(bucket), segment.Samples.CountOf(bucket), !float.IsNaN(segment.Medians[bucket]));
            if ((segment.Connected[bucket] && sessions == 0) || (isSettled && samples > 0) || (!isSettled && sessions + samples + segment.Apps.CountOf(bucket) == 0))
            {
                return false;
            }
        }

        return true;
    }

    private (List<Guid> Users, List<int> Starts) Fill(UnionColumns columns)
    {
        var (users, starts) = (new List<Guid>(), new List<int> { 0 });
        while (_ahead.TryDequeue(out var first, out var user))
        {
            users.Add(user);
            if (_ahead.TryPeek(out _, out var next) && next == user)
            {
                TakeTogether(first, user, columns);
            }
            else
            {
                TakeAlone(first, columns);
            }

            starts.Add(columns.Count);
        }

        return (users, starts);
    }

    private void TakeAlone(int segment, UnionColumns columns)
    {
        var starts = _segments[segment].UserStarts;
        for (var bucket = starts[_places[segment]]; bucket < starts[_places[segment] + 1]; bucket++)
        {
            columns.Add((segment, bucket));
        }

        Pass(segment);
    }

    private void TakeTogether(int first, Guid user, UnionColumns columns)
    {
        _buckets.Clear();
        _order.Clear();
        for (var segment = first; ; segment = _ahead.Dequeue())
        {
            Collect(segment);
            Pass(segment);
            if (!_ahead.TryPeek(out _, out var next) || next != user)
            {
                break;
            }
        }

        _order.Sort();
        for (int from = 0, to; from < _order.Count; from = to)
        {
            _same.Clear();
            for (to = from; to < _order.Count && _order[to] >> 32 == _order[from] >> 32; to++)
            {
                _same.Add(_buckets[(int)_order[to]]);
            }

            if (_same.Count == 1)
            {
                columns.Add(_same[0]);
            }
            else
            {
                columns.Add(CollectionsMarshal.AsSpan(_same));
            }
        }
    }

    private void Collect(int segment)
    {
        var (starts, halfHours) = (_segments[segment].UserStarts, _segments[segment].HalfHours);
        for (var bucket = starts[_places[segment]]; bucket < starts[_places[segment] + 1]; bucket++)
        {
            _order.Add(((long)halfHours[bucket] << 32) | (uint)_buckets.Count);
            _buckets.Add((segment, bucket));
        }
    }

    private void Pass(int segment)
    {
        _places[segment]++;
        Enqueue(segment);
    }

    private void Enqueue(int segment)
    {
        if (_places[segment] < _segments[segment].Users.Length)
        {
            _ahead.Enqueue(segment, _segments[segment].Users[_places[segment]]);
        }
    }
}
