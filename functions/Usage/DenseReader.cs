using System.Numerics;

namespace Insights.Functions.Usage;

/// <summary>Unpacks a dense segment, some users after the others: what is unpacked at once fits into a processor's cache.</summary>
/// <param name="segment">The segment.</param>
/// <param name="columns">What is needed of it. What they leave out is not there: reading it fails.</param>
internal sealed class DenseReader(DenseSegment segment, SegmentColumns columns)
{
    private ByteColumnReader _heads = new(segment.Heads);
    private ByteColumnReader _sessionNames = new(segment.Sessions.Names);
    private ByteColumnReader _sessionMinutes = new(segment.Sessions.Minutes);
    private ByteColumnReader _appNames = new(segment.Apps.Names);
    private ByteColumnReader _appMinutes = new(segment.Apps.Minutes);
    private int _bucket;

    /// <summary>The place of the next user.</summary>
    public int User { get; private set; }

    /// <summary>Passes over the users before a place.</summary>
    public void SkipTo(int user)
    {
        var buckets = 0;
        for (; User < user; User++)
        {
            buckets += BitOperations.PopCount(segment.HalfHours[User]);
        }

        var (sessions, apps) = (0, 0);
        for (var i = 0; i < buckets; i++)
        {
            var (_, inSessions, inApps) = DenseSegment.PartsOf(_heads.Next());
            sessions += inSessions;
            apps += inApps;
        }

        _bucket += buckets;
        _sessionNames.Skip(sessions);
        _sessionMinutes.Skip(sessions);
        _appNames.Skip(apps);
        _appMinutes.Skip(apps);
    }

    /// <summary>The next users with their buckets; all of them, at once and with all columns, are the segment.</summary>
    public UsageSegment Read(int users)
    {
        var isWhole = users == segment.Users.Length;
        var ids = isWhole ? segment.Users : segment.Users.AsSpan(User, users).ToArray();
        var (userStarts, halfHours) = ReadHalfHours(users);
        var buckets = halfHours.Length;
        var (connected, sessionStarts, appStarts) = (new bool[buckets], new int[buckets + 1], new int[buckets + 1]);
        for (var i = 0; i < buckets; i++)
        {
            (connected[i], var sessions, var apps) = DenseSegment.PartsOf(_heads.Next());
            sessionStarts[i + 1] = sessionStarts[i] + sessions;
            appStarts[i + 1] = appStarts[i] + apps;
        }

        var withLatencies = columns.HasFlag(SegmentColumns.Latencies);
        var part = new UsageSegment(
            ids,
            segment.Agents,
            segment.SessionNames,
            segment.AppNames,
            userStarts,
            halfHours,
            connected,
            withLatencies ? ReadMedians(buckets) : [],
            ReadMasks(sessionStarts, ref _sessionNames, ref _sessionMinutes),
            ReadMasks(appStarts, ref _appNames, ref _appMinutes),
            withLatencies ? ReadSamples(buckets) : new SampleColumn([], [], [], []));
        User += users;
        _bucket += buckets;
        return part;
    }

    private (int[] UserStarts, int[] HalfHours) ReadHalfHours(int users)
    {
        var bits = segment.HalfHours.AsSpan(User, users);
        var starts = new int[users + 1];
        for (var i = 0; i < bits.Length; i++)
        {
            starts[i + 1] = starts[i] + BitOperations.PopCount(bits[i]);
        }

        var halfHours = new int[starts[users]];
        var bucket = 0;
        foreach (var all in bits)
        {
            for (var left = all; left != 0; left &= left - 1)
            {
                halfHours[bucket++] = segment.First + BitOperations.TrailingZeroCount(left);
            }
        }

        return (starts, halfHours);
    }

    private MaskColumn ReadMasks(int[] starts, ref ByteColumnReader names, ref ByteColumnReader minutes)
    {
        var withNames = columns.HasFlag(SegmentColumns.Names);
        var column = new MaskColumn(starts, withNames ? new int[starts[^1]] : [], new uint[starts[^1]]);
        minutes.ReadMinutes(column.Minutes);
        if (withNames)
        {
            names.Read(column.Names);
        }

        return column;
    }

    private float[] ReadMedians(int buckets)
    {
        if (segment.Medians is { } medians)
        {
            return medians.AsSpan(_bucket, buckets).ToArray();
        }

        var none = new float[buckets];
        none.AsSpan().Fill(float.NaN);
        return none;
    }

    private SampleColumn ReadSamples(int buckets)
    {
        var starts = new int[buckets + 1];
        if (segment.Samples is not { } samples)
        {
            return new SampleColumn(starts, [], [], []);
        }

        var (from, to) = (samples.Starts[_bucket], samples.Starts[_bucket + buckets]);
        for (var i = 0; i <= buckets; i++)
        {
            starts[i] = samples.Starts[_bucket + i] - from;
        }

        return new SampleColumn(
            starts, samples.Agents.AsSpan(from, to - from).ToArray(), samples.Offsets.AsSpan(from, to - from).ToArray(), samples.Latencies.AsSpan(from, to - from).ToArray());
    }
}
