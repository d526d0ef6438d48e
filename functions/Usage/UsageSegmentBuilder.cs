using System.Runtime.InteropServices;

namespace Insights.Functions.Usage;

/// <summary>
/// Collects usage of one template, in any order and with any repetition, into a <see cref="UsageSegment"/>.
/// What is added twice counts once; of two latencies under one identity (agent, millisecond) the smaller is kept; where a bucket
/// has a settled median its samples are dropped, and of two settled medians the smaller is kept, so that every rule is a join.
/// </summary>
public sealed class UsageSegmentBuilder
{
    /// <summary>How much may be collected before what comes twice is joined: about 16 MiB.</summary>
    private const int CompactAt = 1 << 20;

    private readonly int _maxNames;
    private Interned<Guid> _users = new(Comparer<Guid>.Default);
    private Interned<Guid> _agents = new(Comparer<Guid>.Default);
    private Interned<string> _sessionNames = new(StringComparer.Ordinal);
    private Interned<string> _appNames = new(StringComparer.Ordinal);
    private Dictionary<long, int> _bucketIndex = [];
    private List<PendingBucket> _buckets = [];
    private List<PendingMinutes> _sessions = [];
    private List<PendingMinutes> _apps = [];
    private List<PendingSample> _samples = [];
    private int _compactAt = CompactAt;

    /// <summary>An empty builder.</summary>
    public UsageSegmentBuilder()
        : this(NameCap.Max)
    {
    }

    internal UsageSegmentBuilder(int maxNames) => _maxNames = maxNames;

    /// <summary>Adds minutes with an open session of an app (a name in its normal form).</summary>
    public void AddSession(Guid user, HalfHour halfHour, string app, MinuteMask minutes)
    {
        if (!minutes.IsEmpty)
        {
            _sessions.Add(new PendingMinutes(BucketOf(user, halfHour), _sessionNames.IndexOf(app), minutes.Bits));
        }
    }

    /// <summary>Adds one report of a workspace agent: which sessions were open, and how well it was connected.</summary>
    /// <param name="user">Whose workspace it is.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="halfHour">The half-hour it was made in.</param>
    /// <param name="offset">Milliseconds into the half-hour, 0 to 1,799,999: with the agent the identity of its latency sample.</param>
    /// <param name="apps">The normal names of the apps with an open session, each once.</param>
    /// <param name="isConnected">Whether there was a connection; it counts only with a session.</param>
    /// <param name="latency">The median latency in milliseconds, finite; 0 or less when none was measured.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset or the latency is out of range.</exception>
    public void AddReport(Guid user, HalfHour halfHour, Guid agent, int offset, ReadOnlySpan<string> apps, bool isConnected, float latency)
    {
        if (apps.IsEmpty && !(latency > 0))
        {
            return;
        }

        ThrowIfNotAnOffset(offset);
        var bucket = BucketOf(user, halfHour);
        foreach (var app in apps)
        {
            _sessions.Add(new PendingMinutes(bucket, _sessionNames.IndexOf(app), MinuteMask.OfOffset(offset).Bits));
        }

        if (isConnected && !apps.IsEmpty)
        {
            At(bucket).Connected = true;
        }

        if (latency > 0)
        {
            ThrowIfNotALatency(latency, nameof(latency));
            _samples.Add(new PendingSample(bucket, _agents.IndexOf(agent), offset, latency));
        }
    }

    /// <summary>Records that a stat with a session also had a connection.</summary>
    public void AddConnection(Guid user, HalfHour halfHour) => At(BucketOf(user, halfHour)).Connected = true;

    /// <summary>Adds minutes of a workspace app.</summary>
    public void AddApp(Guid user, HalfHour halfHour, string name, MinuteMask minutes)
    {
        if (!minutes.IsEmpty)
        {
            _apps.Add(new PendingMinutes(BucketOf(user, halfHour), _appNames.IndexOf(name), minutes.Bits));
        }
    }

    /// <summary>Adds a latency sample.</summary>
    /// <param name="user">Whose workspace it is.</param>
    /// <param name="halfHour">The half-hour it was taken in.</param>
    /// <param name="agent">The agent that took it.</param>
    /// <param name="offset">Milliseconds into the half-hour, 0 to 1,799,999.</param>
    /// <param name="latency">Milliseconds, above 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset or the latency is out of range.</exception>
    public void AddSample(Guid user, HalfHour halfHour, Guid agent, int offset, float latency)
    {
        ThrowIfNotAnOffset(offset);
        ThrowIfNotALatency(latency, nameof(latency));
        _samples.Add(new PendingSample(BucketOf(user, halfHour), _agents.IndexOf(agent), offset, latency));
    }

    /// <summary>Settles a bucket: <paramref name="median"/> (milliseconds, above 0 and finite) stands for all its samples.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The median is out of range.</exception>
    public void AddMedian(Guid user, HalfHour halfHour, float median)
    {
        ThrowIfNotALatency(median, nameof(median));
        Settle(ref At(BucketOf(user, halfHour)), median);
    }

    /// <summary>Adds everything that a segment holds.</summary>
    public void Add(UsageSegment segment) => Add(segment, (_, _) => BucketParts.All);

    /// <summary>Adds of each bucket of a segment the parts that <paramref name="keep"/> says, given the places of its user and of it.</summary>
    internal void Add(UsageSegment segment, Func<int, int, BucketParts> keep)
    {
        var sessionNames = Array.ConvertAll(segment.SessionNames, _sessionNames.IndexOf);
        var appNames = Array.ConvertAll(segment.AppNames, _appNames.IndexOf);
        var agents = Array.ConvertAll(segment.Agents, _agents.IndexOf);
        for (var user = 0; user < segment.Users.Length; user++)
        {
            var index = _users.IndexOf(segment.Users[user]);
            for (var from = segment.UserStarts[user]; from < segment.UserStarts[user + 1]; from++)
            {
                var parts = keep(user, from);
                if (parts == BucketParts.None)
                {
                    continue;
                }

                var to = BucketOf(index, segment.HalfHours[from]);
                ref var bucket = ref At(to);
                bucket.Connected |= segment.Connected[from];
                if (!float.IsNaN(segment.Medians[from]))
                {
                    Settle(ref bucket, segment.Medians[from]);
                }

                AddAll(_sessions, segment.Sessions, from, to, sessionNames);
                AddAll(_apps, segment.Apps, from, to, appNames);
                if (parts == BucketParts.All)
                {
                    AddAll(_samples, segment.Samples, from, to, agents);
                }
            }
        }

        CompactIfWorthIt();
    }

    /// <summary>Adds everything that another builder has collected.</summary>
    internal void Add(UsageSegmentBuilder other)
    {
        var users = other._users.IndicesIn(_users);
        var agents = other._agents.IndicesIn(_agents);
        var (sessionNames, appNames) = (other._sessionNames.IndicesIn(_sessionNames), other._appNames.IndicesIn(_appNames));
        var buckets = new int[other._buckets.Count];
        for (var i = 0; i < buckets.Length; i++)
        {
            var bucket = other._buckets[i];
            buckets[i] = BucketOf(users[bucket.User], bucket.HalfHour);
            ref var there = ref At(buckets[i]);
            there.Connected |= bucket.Connected;
            if (!float.IsNaN(bucket.Median))
            {
                Settle(ref there, bucket.Median);
            }
        }

        AddAll(_sessions, other._sessions, buckets, sessionNames);
        AddAll(_apps, other._apps, buckets, appNames);
        foreach (var sample in other._samples)
        {
            _samples.Add(sample with { Bucket = buckets[sample.Bucket], Agent = agents[sample.Agent] });
        }

        CompactIfWorthIt();
    }

    /// <summary>The segment of everything added so far; the builder is not to be used afterwards.</summary>
    public UsageSegment Build() =>
        SegmentAssembly.Assemble(_buckets, _users, _agents, _sessionNames, _appNames, _sessions, _apps, _samples, _maxNames);

    // What many rows say again and again, and names above the bound, are held once: a merge takes memory for its outcome and for one
    // row, not for all of its rows. Each time there may be twice as much, so that the work stays that of a few sorts.
    private void Compact()
    {
        var joined = Build();
        _users = new(Comparer<Guid>.Default);
        _agents = new(Comparer<Guid>.Default);
        _sessionNames = new(StringComparer.Ordinal);
        _appNames = new(StringComparer.Ordinal);
        (_bucketIndex, _buckets, _sessions, _apps, _samples) = ([], [], [], [], []);
        _compactAt = int.MaxValue;
        Add(joined);
        _compactAt = Math.Max(CompactAt, 2 * Pending);
    }

    private void CompactIfWorthIt()
    {
        if (Pending > _compactAt || Math.Max(_sessionNames.Count, _appNames.Count) > 8L * Math.Max(NameCap.Max, _maxNames))
        {
            Compact();
        }
    }

    private int Pending => _sessions.Count + _apps.Count + _samples.Count;

    private static void AddAll(List<PendingMinutes> atoms, MaskColumn column, int from, int to, int[] names)
    {
        for (var i = column.Starts[from]; i < column.Starts[from + 1]; i++)
        {
            atoms.Add(new PendingMinutes(to, names[column.Names[i]], column.Minutes[i]));
        }
    }

    private static void AddAll(List<PendingMinutes> atoms, List<PendingMinutes> others, int[] buckets, int[] names)
    {
        foreach (var other in others)
        {
            atoms.Add(new PendingMinutes(buckets[other.Bucket], names[other.Name], other.Minutes));
        }
    }

    private static void AddAll(List<PendingSample> samples, SampleColumn column, int from, int to, int[] agents)
    {
        for (var i = column.Starts[from]; i < column.Starts[from + 1]; i++)
        {
            samples.Add(new PendingSample(to, agents[column.Agents[i]], column.Offsets[i], column.Latencies[i]));
        }
    }

    private static void Settle(ref PendingBucket bucket, float median)
    {
        if (float.IsNaN(bucket.Median) || median < bucket.Median)
        {
            bucket.Median = median;
        }
    }

    private static void ThrowIfNotAnOffset(int offset)
    {
        if (offset is < 0 or >= HalfHour.Milliseconds)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "A report lies within its half-hour.");
        }
    }

    private static void ThrowIfNotALatency(float value, string name)
    {
        if (!(value > 0) || float.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "A latency is above 0 and finite.");
        }
    }

    private int BucketOf(Guid user, HalfHour halfHour) => BucketOf(_users.IndexOf(user), halfHour.Number);

    private int BucketOf(int user, int halfHour)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_bucketIndex, ((long)user << 32) | (uint)halfHour, out var exists);
        if (!exists)
        {
            index = _buckets.Count;
            _buckets.Add(new PendingBucket(user, halfHour));
        }

        return index;
    }

    private ref PendingBucket At(int index) => ref CollectionsMarshal.AsSpan(_buckets)[index];
}
