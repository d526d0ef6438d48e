namespace Insights.Functions.Usage;

/// <summary>What maintenance does to a segment. Each edit gives another segment; none changes its input.</summary>
internal static class SegmentEdits
{
    /// <summary>
    /// Replaces the samples of every bucket by their median. A bucket that was not used (yet) has none and keeps its samples, unless
    /// <paramref name="final"/>: then they are dropped, and with them a bucket that has nothing else.
    /// </summary>
    public static UsageSegment Settle(UsageSegment segment, bool final)
    {
        var builder = new UsageSegmentBuilder();
        builder.Add(segment, (user, bucket) =>
        {
            if (segment.Samples.CountOf(bucket) == 0)
            {
                return BucketParts.All;
            }

            var median = MedianLatency.Of(segment, bucket, segment.Used[bucket]);
            if (float.IsNaN(median))
            {
                return final ? BucketParts.AllButSamples : BucketParts.All;
            }

            builder.AddMedian(segment.Users[user], new HalfHour(segment.HalfHours[bucket]), median);
            return BucketParts.AllButSamples;
        });
        return builder.Build();
    }

    /// <summary>Leaves out what was erased.</summary>
    public static UsageSegment Without(UsageSegment segment, ErasedUsers erased)
    {
        if (!erased.AnyOf(segment))
        {
            return segment;
        }

        var builder = new UsageSegmentBuilder();
        builder.Add(segment, (user, bucket) =>
            erased.Contains(segment.Users[user], new HalfHour(segment.HalfHours[bucket])) ? BucketParts.None : BucketParts.All);
        return builder.Build();
    }

    /// <summary>Leaves out some buckets, by user and half-hour.</summary>
    public static UsageSegment Without(UsageSegment segment, IReadOnlySet<(Guid User, HalfHour HalfHour)> buckets) => Only(segment, (user, halfHour) => !buckets.Contains((user, halfHour)));

    /// <summary>Leaves out all but some buckets, by user and half-hour.</summary>
    public static UsageSegment Only(UsageSegment segment, Func<Guid, HalfHour, bool> keep)
    {
        var builder = new UsageSegmentBuilder();
        builder.Add(segment, (user, bucket) => keep(segment.Users[user], new HalfHour(segment.HalfHours[bucket])) ? BucketParts.All : BucketParts.None);
        return builder.Build();
    }

    /// <summary>
    /// Encodes a segment in pieces of at most <paramref name="maxLength"/> bytes that merge to it again, cut by user where possible.
    /// </summary>
    public static IEnumerable<byte[]> EncodeInPieces(UsageSegment segment, int maxLength, Func<UsageSegment, byte[]> encode)
    {
        if (segment.IsEmpty)
        {
            return [];
        }

        var bytes = encode(segment);
        return bytes.Length <= maxLength
            ? [bytes]
            : Halves(segment).SelectMany(half => EncodeInPieces(half, maxLength, encode));
    }

    private static UsageSegment[] Halves(UsageSegment segment)
    {
        if (segment.Users.Length > 1)
        {
            var middle = segment.Users.Length / 2;
            return Cut(segment, (user, _) => user < middle);
        }

        if (segment.BucketCount > 1)
        {
            var middle = segment.BucketCount / 2;
            return Cut(segment, (_, bucket) => bucket < middle);
        }

        return [Part(segment, first: true), Part(segment, first: false)];
    }

    private static UsageSegment[] Cut(UsageSegment segment, Func<int, int, bool> isFirst)
    {
        var (first, second) = (new UsageSegmentBuilder(), new UsageSegmentBuilder());
        first.Add(segment, (user, bucket) => isFirst(user, bucket) ? BucketParts.All : BucketParts.None);
        second.Add(segment, (user, bucket) => isFirst(user, bucket) ? BucketParts.None : BucketParts.All);
        return [first.Build(), second.Build()];
    }

    // The halves of the only bucket there is: every part of it is a set.
    private static UsageSegment Part(UsageSegment segment, bool first)
    {
        var (user, halfHour) = (segment.Users[0], new HalfHour(segment.HalfHours[0]));
        var builder = new UsageSegmentBuilder();
        foreach (var i in Half(segment.Sessions.Names.Length))
        {
            builder.AddSession(user, halfHour, segment.SessionNames[segment.Sessions.Names[i]], new MinuteMask(segment.Sessions.Minutes[i]));
        }

        foreach (var i in Half(segment.Apps.Names.Length))
        {
            builder.AddApp(user, halfHour, segment.AppNames[segment.Apps.Names[i]], new MinuteMask(segment.Apps.Minutes[i]));
        }

        foreach (var i in Half(segment.SampleCount))
        {
            builder.AddSample(user, halfHour, segment.Agents[segment.Samples.Agents[i]], segment.Samples.Offsets[i], segment.Samples.Latencies[i]);
        }

        if (segment.Connected[0])
        {
            builder.AddConnection(user, halfHour);
        }

        if (!float.IsNaN(segment.Medians[0]))
        {
            builder.AddMedian(user, halfHour, segment.Medians[0]);
        }

        return builder.Build();

        IEnumerable<int> Half(int count) => first ? Enumerable.Range(0, count / 2) : Enumerable.Range(count / 2, count - (count / 2));
    }
}
