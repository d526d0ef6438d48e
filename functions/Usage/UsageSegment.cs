namespace Insights.Functions.Usage;

/// <summary>
/// The usage of one template in some half-hours of a day: packed, sorted buckets of many users. Immutable.
/// <para>
/// A bucket is one (half-hour, user): the minutes of each session app and of each workspace app, whether a session was connected,
/// and either latency samples or, once settled, their median. Every part of it is a union of sets, so segments form a
/// join-semilattice under <see cref="Merge"/>: commutative, associative, idempotent, with <see cref="Empty"/> as identity.
/// </para>
/// <para>
/// Buckets are ordered by (user, half-hour) and stored as columns; users, agents and names are dictionary-coded, and each
/// dictionary is sorted and holds nothing that no bucket uses. Equal sets therefore have equal columns and equal bytes. Names are
/// bounded in a way that keeps the law (<see cref="NameCap"/>).
/// </para>
/// </summary>
public sealed class UsageSegment
{
    private uint[]? _used;

    internal UsageSegment(
        Guid[] users,
        Guid[] agents,
        string[] sessionNames,
        string[] appNames,
        int[] userStarts,
        int[] halfHours,
        bool[] connected,
        float[] medians,
        MaskColumn sessions,
        MaskColumn apps,
        SampleColumn samples)
    {
        Users = users;
        Agents = agents;
        SessionNames = sessionNames;
        AppNames = appNames;
        UserStarts = userStarts;
        HalfHours = halfHours;
        Connected = connected;
        Medians = medians;
        Sessions = sessions;
        Apps = apps;
        Samples = samples;
    }

    /// <summary>The segment without any bucket.</summary>
    public static UsageSegment Empty { get; } = new UsageSegmentBuilder().Build();

    /// <summary>How many buckets there are.</summary>
    public int BucketCount => HalfHours.Length;

    /// <summary>Whether there is no bucket.</summary>
    public bool IsEmpty => HalfHours.Length == 0;

    /// <summary>Whether it has as many names as a segment may have, and others besides that count as unknown.</summary>
    internal bool HasNamesLeftOut =>
        (SessionNames.Length > NameCap.Max && SessionNames.Contains(SessionApp.Unknown)) || (AppNames.Length > NameCap.Max && AppNames.Contains(AppMinutes.Unknown));

    /// <summary>The first half-hour of any bucket.</summary>
    /// <exception cref="InvalidOperationException">There is no bucket.</exception>
    public HalfHour First => new(HalfHours.Min());

    /// <summary>How many latency samples are still kept one by one.</summary>
    public int SampleCount => Samples.Offsets.Length;

    /// <summary>About how many bytes of memory it takes.</summary>
    internal long MemorySize =>
        (16L * (Users.Length + Agents.Length))
        + SessionNames.Sum(name => 40 + (2L * name.Length))
        + AppNames.Sum(name => 40 + (2L * name.Length))
        + (4L * UserStarts.Length)
        + (25L * HalfHours.Length)
        + (8L * (Sessions.Names.Length + Apps.Names.Length))
        + (12L * Samples.Offsets.Length);

    /// <summary>The users, ascending.</summary>
    internal Guid[] Users { get; }

    /// <summary>The agents that samples came from, ascending.</summary>
    internal Guid[] Agents { get; }

    /// <summary>The normal names of session apps, in ordinal order.</summary>
    internal string[] SessionNames { get; }

    /// <summary>The names (slug, port or <c>[terminal]</c>) of workspace apps, in ordinal order.</summary>
    internal string[] AppNames { get; }

    /// <summary>The first bucket of each user; one more than there are users.</summary>
    internal int[] UserStarts { get; }

    /// <summary>The number of each bucket's half-hour, ascending within a user.</summary>
    internal int[] HalfHours { get; }

    /// <summary>Whether a stat of the bucket with a session also had a connection.</summary>
    internal bool[] Connected { get; }

    /// <summary>The settled median latency of each bucket in milliseconds; NaN while it is not settled.</summary>
    internal float[] Medians { get; }

    internal MaskColumn Sessions { get; }

    internal MaskColumn Apps { get; }

    internal SampleColumn Samples { get; }

    /// <summary>The union of any number of segments of one template.</summary>
    public static UsageSegment Merge(params IReadOnlyCollection<UsageSegment> segments) => MergeWithin(NameCap.Max, segments);

    /// <summary>The union with another bound on names: for tests of the law, in which a thousand are too many.</summary>
    internal static UsageSegment MergeWithin(int maxNames, params IReadOnlyCollection<UsageSegment> segments)
    {
        // A row of an earlier release may have more names.
        if (segments.Count == 1 && segments.First() is var only && Math.Max(only.SessionNames.Length, only.AppNames.Length) <= maxNames)
        {
            return only;
        }

        if (SegmentUnion.Of([.. segments], maxNames) is { } union)
        {
            return union;
        }

        var builder = new UsageSegmentBuilder(maxNames);
        foreach (var segment in segments)
        {
            builder.Add(segment);
        }

        return builder.Build();
    }

    /// <summary>
    /// The minutes each bucket was used in: those of its sessions, if connected, and those of its apps. None: the bucket does not
    /// count. Worked out once, for the reports that all begin with it.
    /// </summary>
    internal uint[] Used => _used ??= UsedMinutes();

    private uint[] UsedMinutes()
    {
        var used = new uint[BucketCount];
        for (var bucket = 0; bucket < used.Length; bucket++)
        {
            used[bucket] = (Connected[bucket] ? Sessions.UnionOf(bucket) : 0) | Apps.UnionOf(bucket);
        }

        return used;
    }
}
