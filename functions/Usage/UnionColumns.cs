namespace Insights.Functions.Usage;

/// <summary>The columns of a segment that is being put together bucket by bucket, in order: of one bucket of another segment, or of several alike.</summary>
/// <param name="sources">The segments that buckets come from: there are not more buckets than theirs together.</param>
/// <param name="sessionRanks">For each segment the place of its session names among all.</param>
/// <param name="appRanks">The same of its app names.</param>
/// <param name="agentRanks">The same of its agents.</param>
internal sealed class UnionColumns(IReadOnlyList<UsageSegment> sources, int[][] sessionRanks, int[][] appRanks, int[][] agentRanks)
{
    private readonly int[] _halfHours = new int[sources.Sum(source => source.BucketCount)];
    private readonly bool[] _connected = new bool[sources.Sum(source => source.BucketCount)];
    private readonly float[] _medians = new float[sources.Sum(source => source.BucketCount)];
    private readonly Masks _sessions = new([.. sources.Select(source => source.Sessions)], sessionRanks);
    private readonly Masks _apps = new([.. sources.Select(source => source.Apps)], appRanks);
    private readonly Latencies _samples = new([.. sources.Select(source => source.Samples)], agentRanks);

    /// <summary>How many buckets there are so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a bucket that one segment alone has.</summary>
    public void Add((int Source, int Bucket) one)
    {
        var source = sources[one.Source];
        (_halfHours[Count], _connected[Count], _medians[Count]) = (source.HalfHours[one.Bucket], source.Connected[one.Bucket], source.Medians[one.Bucket]);
        _sessions.Add(one);
        _apps.Add(one);
        _samples.Add(one);
        Complete();
    }

    /// <summary>Adds the union of the buckets that several segments have of one user and half-hour.</summary>
    public void Add(ReadOnlySpan<(int Source, int Bucket)> same)
    {
        var (connected, median) = (false, float.NaN);
        foreach (var (source, bucket) in same)
        {
            connected |= sources[source].Connected[bucket];
            var other = sources[source].Medians[bucket];
            median = float.IsNaN(median) || other < median ? other : median;
        }

        (_halfHours[Count], _connected[Count], _medians[Count]) = (sources[same[0].Source].HalfHours[same[0].Bucket], connected, median);
        _sessions.Add(same);
        _apps.Add(same);

        // A median stands for samples, those of others included.
        if (float.IsNaN(median))
        {
            _samples.Add(same);
        }

        Complete();
    }

    /// <summary>The segment, given what ranks are places among. What no bucket uses is left out of it.</summary>
    public UsageSegment Build(List<Guid> users, List<int> userStarts, string[] sessionNames, string[] appNames, Guid[] agents)
    {
        var (sessions, usedSessions) = _sessions.Build(sessionNames, Count);
        var (apps, usedApps) = _apps.Build(appNames, Count);
        var (samples, usedAgents) = _samples.Build(agents, Count);
        return new UsageSegment(
            [.. users],
            usedAgents,
            usedSessions,
            usedApps,
            [.. userStarts],
            _halfHours[..Count],
            _connected[..Count],
            _medians[..Count],
            sessions,
            apps,
            samples);
    }

    private void Complete()
    {
        Count++;
        _sessions.Starts[Count] = _sessions.Count;
        _apps.Starts[Count] = _apps.Count;
        _samples.Starts[Count] = _samples.Count;
    }

    // Closes the gaps that unused values leave; the order stays.
    private static T[] Used<T>(T[] values, Span<int> indices)
    {
        var used = new bool[values.Length];
        foreach (var index in indices)
        {
            used[index] = true;
        }

        if (!used.Contains(false))
        {
            return values;
        }

        var (places, count) = (new int[values.Length], 0);
        for (var i = 0; i < used.Length; i++)
        {
            places[i] = count;
            count += used[i] ? 1 : 0;
        }

        foreach (ref var index in indices)
        {
            index = places[index];
        }

        return [.. values.Where((_, place) => used[place])];
    }

    private sealed class Masks(MaskColumn[] sources, int[][] ranks)
    {
        private readonly int[] _names = new int[sources.Sum(source => source.Names.Length)];
        private readonly uint[] _minutes = new uint[sources.Sum(source => source.Names.Length)];
        private readonly List<long> _several = [];

        public int[] Starts { get; } = new int[sources.Sum(source => source.Starts.Length - 1) + 1];

        public int Count { get; private set; }

        public void Add((int Source, int Bucket) one)
        {
            var (column, rank) = (sources[one.Source], ranks[one.Source]);
            for (var i = column.Starts[one.Bucket]; i < column.Starts[one.Bucket + 1]; i++)
            {
                (_names[Count], _minutes[Count]) = (rank[column.Names[i]], column.Minutes[i]);
                Count++;
            }
        }

        public void Add(ReadOnlySpan<(int Source, int Bucket)> same)
        {
            _several.Clear();
            foreach (var (source, bucket) in same)
            {
                var (column, rank) = (sources[source], ranks[source]);
                for (var i = column.Starts[bucket]; i < column.Starts[bucket + 1]; i++)
                {
                    _several.Add(((long)rank[column.Names[i]] << 32) | column.Minutes[i]);
                }
            }

            _several.Sort();
            var from = Count;
            foreach (var pair in _several)
            {
                var (name, minutes) = ((int)(pair >> 32), (uint)pair);
                if (Count > from && _names[Count - 1] == name)
                {
                    _minutes[Count - 1] |= minutes;
                }
                else
                {
                    (_names[Count], _minutes[Count]) = (name, minutes);
                    Count++;
                }
            }
        }

        public (MaskColumn Column, string[] Names) Build(string[] names, int buckets)
        {
            var indices = _names[..Count];
            var used = Used(names, indices);
            return (new MaskColumn(Starts[..(buckets + 1)], indices, _minutes[..Count]), used);
        }
    }

    private sealed class Latencies(SampleColumn[] sources, int[][] ranks)
    {
        private readonly int[] _agents = new int[sources.Sum(source => source.Agents.Length)];
        private readonly int[] _offsets = new int[sources.Sum(source => source.Agents.Length)];
        private readonly float[] _latencies = new float[sources.Sum(source => source.Agents.Length)];
        private readonly List<PendingSample> _several = [];

        public int[] Starts { get; } = new int[sources.Sum(source => source.Starts.Length - 1) + 1];

        public int Count { get; private set; }

        public void Add((int Source, int Bucket) one)
        {
            var (column, rank) = (sources[one.Source], ranks[one.Source]);
            for (var i = column.Starts[one.Bucket]; i < column.Starts[one.Bucket + 1]; i++)
            {
                (_agents[Count], _offsets[Count], _latencies[Count]) = (rank[column.Agents[i]], column.Offsets[i], column.Latencies[i]);
                Count++;
            }
        }

        public void Add(ReadOnlySpan<(int Source, int Bucket)> same)
        {
            _several.Clear();
            foreach (var (source, bucket) in same)
            {
                var (column, rank) = (sources[source], ranks[source]);
                for (var i = column.Starts[bucket]; i < column.Starts[bucket + 1]; i++)
                {
                    _several.Add(new PendingSample(0, rank[column.Agents[i]], column.Offsets[i], column.Latencies[i]));
                }
            }

            // Of several latencies under one identity the smallest comes first, and is the one kept.
            _several.Sort();
            for (var i = 0; i < _several.Count; i++)
            {
                if (i == 0 || !_several[i].HasIdentityOf(_several[i - 1]))
                {
                    (_agents[Count], _offsets[Count], _latencies[Count]) = (_several[i].Agent, _several[i].Offset, _several[i].Latency);
                    Count++;
                }
            }
        }

        public (SampleColumn Column, Guid[] Agents) Build(Guid[] agents, int buckets)
        {
            var indices = _agents[..Count];
            var used = Used(agents, indices);
            return (new SampleColumn(Starts[..(buckets + 1)], indices, _offsets[..Count], _latencies[..Count]), used);
        }
    }
}
