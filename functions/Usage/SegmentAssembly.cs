using System.Runtime.InteropServices;

namespace Insights.Functions.Usage;

/// <summary>
/// Brings what a builder collected into the one canonical form: buckets in order of (user, half-hour), their parts in order,
/// nothing twice, nothing empty, nothing in a dictionary that no bucket uses, and no more names than a segment may have.
/// </summary>
internal sealed class SegmentAssembly
{
    private readonly List<PendingBucket> _buckets;
    private readonly bool[] _live;
    private readonly bool[] _inSession;

    private SegmentAssembly(List<PendingBucket> buckets)
    {
        _buckets = buckets;
        _live = new bool[buckets.Count];
        _inSession = new bool[buckets.Count];
    }

    public static UsageSegment Assemble(
        List<PendingBucket> buckets,
        Interned<Guid> users,
        Interned<Guid> agents,
        Interned<string> sessionNames,
        Interned<string> appNames,
        List<PendingMinutes> sessions,
        List<PendingMinutes> apps,
        List<PendingSample> samples,
        int maxNames)
    {
        NameCap.OfSessionApps.Apply(sessions, sessionNames, maxNames);
        NameCap.OfWorkspaceApps.Apply(apps, appNames, maxNames);

        // A settled bucket has no samples any more: its median stands for them.
        samples.RemoveAll(sample => !float.IsNaN(buckets[sample.Bucket].Median));
        var assembly = new SegmentAssembly(buckets);
        assembly.MarkLive(sessions, apps, samples);
        var (order, userList, userStarts) = assembly.OrderBuckets(users);
        var rank = new int[buckets.Count];
        for (var i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        var sessionColumn = Column(sessions, rank, order.Length, sessionNames, out var sessionList);
        var appColumn = Column(apps, rank, order.Length, appNames, out var appList);
        var sampleColumn = Column(samples, rank, order.Length, agents, out var agentList);
        return new UsageSegment(
            userList,
            agentList,
            sessionList,
            appList,
            userStarts,
            Array.ConvertAll(order, bucket => buckets[bucket].HalfHour),
            Array.ConvertAll(order, bucket => buckets[bucket].Connected && assembly._inSession[bucket]),
            Array.ConvertAll(order, bucket => buckets[bucket].Median),
            sessionColumn,
            appColumn,
            sampleColumn);
    }

    private static MaskColumn Column(List<PendingMinutes> parts, int[] rank, int buckets, Interned<string> names, out string[] list)
    {
        var used = new bool[names.Count];
        foreach (var part in parts)
        {
            used[part.Name] = true;
        }

        list = names.Sort(used, out var nameRank);
        var span = CollectionsMarshal.AsSpan(parts);
        foreach (ref var part in span)
        {
            part = new PendingMinutes(rank[part.Bucket], nameRank[part.Name], part.Minutes);
        }

        span.Sort(static (a, b) => a.Bucket != b.Bucket ? a.Bucket.CompareTo(b.Bucket) : a.Name.CompareTo(b.Name));
        var count = 0;
        for (var i = 0; i < span.Length; i++)
        {
            if (count > 0 && span[count - 1].Bucket == span[i].Bucket && span[count - 1].Name == span[i].Name)
            {
                span[count - 1] = span[i] with { Minutes = span[i].Minutes | span[count - 1].Minutes };
            }
            else
            {
                span[count++] = span[i];
            }
        }

        var starts = new int[buckets + 1];
        var nameColumn = new int[count];
        var minutes = new uint[count];
        for (var i = 0; i < count; i++)
        {
            starts[span[i].Bucket + 1]++;
            (nameColumn[i], minutes[i]) = (span[i].Name, span[i].Minutes);
        }

        Accumulate(starts);
        return new MaskColumn(starts, nameColumn, minutes);
    }

    private static SampleColumn Column(List<PendingSample> samples, int[] rank, int buckets, Interned<Guid> agents, out Guid[] list)
    {
        var used = new bool[agents.Count];
        foreach (var sample in samples)
        {
            used[sample.Agent] = true;
        }

        list = agents.Sort(used, out var agentRank);
        var span = CollectionsMarshal.AsSpan(samples);
        foreach (ref var sample in span)
        {
            sample = sample with { Bucket = rank[sample.Bucket], Agent = agentRank[sample.Agent] };
        }

        // Of several latencies under one identity the smallest comes first, and is the one kept.
        span.Sort();
        var count = 0;
        for (var i = 0; i < span.Length; i++)
        {
            if (count == 0 || !span[count - 1].HasIdentityOf(span[i]))
            {
                span[count++] = span[i];
            }
        }

        var starts = new int[buckets + 1];
        var (agentColumn, offsets, latencies) = (new int[count], new int[count], new float[count]);
        for (var i = 0; i < count; i++)
        {
            starts[span[i].Bucket + 1]++;
            (agentColumn[i], offsets[i], latencies[i]) = (span[i].Agent, span[i].Offset, span[i].Latency);
        }

        Accumulate(starts);
        return new SampleColumn(starts, agentColumn, offsets, latencies);
    }

    private static void Accumulate(int[] starts)
    {
        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }
    }

    private void MarkLive(List<PendingMinutes> sessions, List<PendingMinutes> apps, List<PendingSample> samples)
    {
        foreach (var session in sessions)
        {
            _inSession[session.Bucket] = true;
            _live[session.Bucket] = true;
        }

        foreach (var app in apps)
        {
            _live[app.Bucket] = true;
        }

        foreach (var sample in samples)
        {
            _live[sample.Bucket] = true;
        }

        for (var i = 0; i < _buckets.Count; i++)
        {
            _live[i] |= !float.IsNaN(_buckets[i].Median);
        }
    }

    private (int[] Order, Guid[] Users, int[] UserStarts) OrderBuckets(Interned<Guid> users)
    {
        var used = new bool[users.Count];
        for (var i = 0; i < _buckets.Count; i++)
        {
            used[_buckets[i].User] |= _live[i];
        }

        var list = users.Sort(used, out var userRank);
        var order = Enumerable.Range(0, _buckets.Count).Where(bucket => _live[bucket]).ToArray();
        var keys = Array.ConvertAll(order, bucket => ((long)userRank[_buckets[bucket].User] << 32) | (uint)_buckets[bucket].HalfHour);
        Array.Sort(keys, order);
        var starts = new int[list.Length + 1];
        foreach (var bucket in order)
        {
            starts[userRank[_buckets[bucket].User] + 1]++;
        }

        Accumulate(starts);
        return (order, list, starts);
    }
}
