using System.Numerics;

namespace Insights.Functions.Usage;

/// <summary>
/// A segment as it waits in memory between reports: all of it, in a quarter of the bytes. The half-hours of a user are the bits of one
/// number, a bucket's counts and a pair's name and minutes are mostly a byte each, and medians are as they are. Reports do not scan it but
/// have it unpacked, some users after the others (<see cref="DenseReader"/>), which costs less than going through what is unpacked.
/// </summary>
internal sealed class DenseSegment
{
    /// <summary>How many half-hours there may be from the first to the last: more than the day of a partition has.</summary>
    private const int MaxSpan = 64;

    private const int SmallCount = 7;

    private DenseSegment(UsageSegment segment, int first)
    {
        (Users, Agents, SessionNames, AppNames) = (segment.Users, segment.Agents, segment.SessionNames, segment.AppNames);
        (First, BucketCount) = (first, segment.BucketCount);
        (HalfHours, Heads) = (new ulong[Users.Length], new ByteColumn(BucketCount));
        for (var user = 0; user < Users.Length; user++)
        {
            for (var bucket = segment.UserStarts[user]; bucket < segment.UserStarts[user + 1]; bucket++)
            {
                HalfHours[user] |= 1ul << (segment.HalfHours[bucket] - first);
                Heads.Add(Head(segment.Connected[bucket], segment.Sessions.CountOf(bucket), segment.Apps.CountOf(bucket)));
            }
        }

        Heads.Complete();
        (Sessions, Apps) = (DenseMasks.Of(segment.Sessions), DenseMasks.Of(segment.Apps));
        Medians = Array.TrueForAll(segment.Medians, float.IsNaN) ? null : segment.Medians;
        Samples = segment.SampleCount == 0 ? null : segment.Samples;
    }

    /// <summary>The users, ascending.</summary>
    public Guid[] Users { get; }

    /// <summary>How many buckets there are.</summary>
    public int BucketCount { get; }

    /// <summary>About how many bytes of memory it takes.</summary>
    public long MemorySize =>
        200L
        + (16L * (Users.Length + Agents.Length))
        + SessionNames.Sum(name => 40 + (2L * name.Length))
        + AppNames.Sum(name => 40 + (2L * name.Length))
        + (8L * HalfHours.Length)
        + Heads.MemorySize
        + Sessions.MemorySize
        + Apps.MemorySize
        + (4L * (Medians?.Length ?? 0))
        + (Samples is null ? 0 : (12L * Samples.Offsets.Length) + (4L * BucketCount));

    /// <summary>Whether it has more names than a segment may have: a row of an earlier release may, and a merge leaves them out.</summary>
    public bool HasNamesTooMany => Math.Max(SessionNames.Length, AppNames.Length) > NameCap.Max;

    internal Guid[] Agents { get; }

    internal string[] SessionNames { get; }

    internal string[] AppNames { get; }

    /// <summary>The number of the first half-hour of any bucket.</summary>
    internal int First { get; }

    /// <summary>The half-hours of each user: bit <c>i</c> is <see cref="First"/> and <c>i</c> more.</summary>
    internal ulong[] HalfHours { get; }

    /// <summary>For each bucket whether it was connected, and how many pairs it has.</summary>
    internal ByteColumn Heads { get; }

    internal DenseMasks Sessions { get; }

    internal DenseMasks Apps { get; }

    /// <summary>The median of each bucket; null where none is settled.</summary>
    internal float[]? Medians { get; }

    internal SampleColumn? Samples { get; }

    /// <summary>A segment, densely.</summary>
    /// <exception cref="SegmentFormatException">Its half-hours are further apart than those of a partition can be.</exception>
    public static DenseSegment Of(UsageSegment segment)
    {
        var first = segment.IsEmpty ? 0 : segment.HalfHours.Min();
        return segment.IsEmpty || segment.HalfHours.Max() - first < MaxSpan
            ? new DenseSegment(segment, first)
            : throw new SegmentFormatException($"The half-hours {first} to {segment.HalfHours.Max()} are not those of one day.");
    }

    /// <summary>The segment that this was made of.</summary>
    public UsageSegment Unpack() => new DenseReader(this, SegmentColumns.All).Read(Users.Length);

    /// <summary>The first half-hour of the user of a place.</summary>
    internal HalfHour FirstOf(int user) => new(First + BitOperations.TrailingZeroCount(HalfHours[user]));

    /// <summary>The parts of a head.</summary>
    internal static (bool Connected, int Sessions, int Apps) PartsOf(long head) => head < ByteColumn.Escape
        ? ((head & 1) != 0, (int)(head >> 1) & SmallCount, (int)(head >> 4))
        : ((head & 1) != 0, (int)(head >> 9) & 0x7fffff, (int)(head >> 32));

    // Counts up to 7 take three bits each. Larger ones take 23 and 31, above a byte that tells them from the others.
    private static long Head(bool connected, int sessions, int apps) => sessions <= SmallCount && apps <= SmallCount
        ? (connected ? 1 : 0) | (sessions << 1) | (apps << 4)
        : (connected ? 1 : 0) | (1L << 8) | ((long)sessions << 9) | ((long)apps << 32);
}
