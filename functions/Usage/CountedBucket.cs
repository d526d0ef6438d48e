using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Insights.Functions.Usage;

/// <summary>
/// One bucket as counts: how many minutes, but not which. That is what is left of usage that somebody else has added up already, such as
/// Coder's <c>template_usage_stats</c>.
/// <para>
/// Figures are made of counts alone, so minutes may be chosen: the applications are laid one after another over the minutes from 0 to
/// <see cref="Minutes"/> - 1, beginning again at 0 after the last. Each has its count, and together they cover exactly
/// <see cref="Minutes"/>, since none is longer and all together are not shorter. The order is fixed (session apps by family and name, then
/// workspace apps by name), so the same counts always choose the same minutes and may be added again.
/// </para>
/// <para>
/// Session apps of one family are neighbours, so the family's minutes are the sum of theirs, or <see cref="Minutes"/> where that is less:
/// what Coder would say where it lists each app for itself. How far they overlapped is not known any more.
/// </para>
/// </summary>
public sealed record CountedBucket : UsageEvent
{
    private readonly (string Name, int Minutes)[] _sessions;
    private readonly (string Name, int Minutes)[] _apps;

    private CountedBucket(
        Guid template, HalfHour halfHour, Guid user, int minutes, (string, int)[] sessions, (string, int)[] apps, float? medianLatency)
        : base(template, halfHour, user)
    {
        Minutes = minutes;
        _sessions = sessions;
        _apps = apps;
        MedianLatency = medianLatency;
    }

    /// <summary>How many minutes of the half-hour were used, 1 to 30.</summary>
    public int Minutes { get; }

    /// <summary>The median of its latencies in milliseconds; null when there were none. It is settled: it stands for all samples of the bucket.</summary>
    public float? MedianLatency { get; }

    /// <summary>Makes a bucket of counts that can be true.</summary>
    /// <param name="template">The template.</param>
    /// <param name="halfHour">The half-hour.</param>
    /// <param name="user">The user.</param>
    /// <param name="minutes">How many minutes were used.</param>
    /// <param name="sessionMinutes">Minutes by session app, as agents call them; names of one normal form are one app, and those with 0 are left out.</param>
    /// <param name="appMinutes">Minutes by slug, port or <see cref="AppMinutes.Terminal"/>; those with 0 are left out.</param>
    /// <param name="medianLatency">The median latency in milliseconds; null, 0 or less when there is none.</param>
    /// <param name="bucket">The bucket, when it can be true.</param>
    /// <param name="problem">Else why not, as a sentence that begins with its verb.</param>
    public static bool TryCreate(
        Guid template,
        HalfHour halfHour,
        Guid user,
        int minutes,
        IEnumerable<KeyValuePair<string, int>> sessionMinutes,
        IEnumerable<KeyValuePair<string, int>> appMinutes,
        float? medianLatency,
        [NotNullWhen(true)] out CountedBucket? bucket,
        [NotNullWhen(false)] out string? problem)
    {
        bucket = null;
        var sessions = Laid(sessionMinutes, SessionApp.Normalize, CompareSessions, minutes);
        var apps = Laid(appMinutes, name => name, string.CompareOrdinal, minutes);
        problem = ProblemOf(minutes, [.. sessions, .. apps], medianLatency);
        if (problem is null)
        {
            bucket = new CountedBucket(template, halfHour, user, minutes, sessions, apps, medianLatency > 0 ? medianLatency : null);
        }

        return bucket is not null;
    }

    /// <summary>
    /// Whether the counts say at least as much as a bucket of usage does: as many minutes, and as many of each application that has a name.
    /// Then they may stand in its place, and nobody has less for it.
    /// </summary>
    internal bool SaysAllOf(UsageSegment segment, int bucket) =>
        BitOperations.PopCount(segment.Used[bucket]) <= Minutes
        && (!segment.Connected[bucket] || HaveAllOf(_sessions, SessionApp.Unknown, segment.Sessions, segment.SessionNames, bucket))
        && HaveAllOf(_apps, AppMinutes.Unknown, segment.Apps, segment.AppNames, bucket);

    private static bool HaveAllOf((string Name, int Minutes)[] counts, string unknown, MaskColumn column, string[] names, int bucket)
    {
        for (var i = column.Starts[bucket]; i < column.Starts[bucket + 1]; i++)
        {
            var name = names[column.Names[i]];
            if (name != unknown && Array.Find(counts, count => count.Name == name).Minutes < BitOperations.PopCount(column.Minutes[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override void AddTo(UsageSegmentBuilder segment)
    {
        var next = 0;
        foreach (var (name, minutes) in _sessions)
        {
            segment.AddSession(User, HalfHour, name, Lay(minutes, ref next));
        }

        if (_sessions.Length > 0)
        {
            segment.AddConnection(User, HalfHour);
        }

        foreach (var (name, minutes) in _apps)
        {
            segment.AddApp(User, HalfHour, name, Lay(minutes, ref next));
        }

        if (MedianLatency is { } median)
        {
            segment.AddMedian(User, HalfHour, median);
        }
    }

    // What is named twice (names of session apps have several spellings) is used no longer than the bucket is.
    private static (string Name, int Minutes)[] Laid(
        IEnumerable<KeyValuePair<string, int>> counts, Func<string, string> nameOf, Comparison<string> order, int minutes)
    {
        var laid = counts
            .Where(app => app.Value != 0)
            .GroupBy(app => nameOf(app.Key), app => app.Value)
            .Select(app => (Name: app.Key, Minutes: app.Any(count => count < 0 || count > minutes) ? -1 : Math.Min(minutes, app.Sum())))
            .ToArray();
        Array.Sort(laid, (left, right) => order(left.Name, right.Name));
        return laid;
    }

    private static int CompareSessions(string left, string right)
    {
        var byFamily = SessionApp.FamilyOf(left).CompareTo(SessionApp.FamilyOf(right));
        return byFamily != 0 ? byFamily : string.CompareOrdinal(left, right);
    }

    private static string? ProblemOf(int minutes, ReadOnlySpan<(string Name, int Minutes)> counts, float? medianLatency)
    {
        if (minutes is < 1 or > HalfHour.Minutes)
        {
            return $"must have used 1 to {HalfHour.Minutes} minutes, but has {minutes}";
        }

        var sum = 0L;
        foreach (var (_, count) in counts)
        {
            if (count < 0 || count > minutes)
            {
                return $"must have applications of at most the {minutes} minutes that it was used, and of none less than 0";
            }

            sum += count;
        }

        return sum < minutes ? $"must have applications that cover the {minutes} minutes that it was used, but they have only {sum} together"
            : medianLatency is { } median && !float.IsFinite(median) ? "must have a finite median latency"
            : null;
    }

    // The next minutes, beginning again at the first of the bucket after its last.
    private MinuteMask Lay(int minutes, ref int next)
    {
        var laid = ((1ul << minutes) - 1) << next;
        next = (next + minutes) % Minutes;
        return new MinuteMask((uint)((laid | (laid >> Minutes)) & ((1ul << Minutes) - 1)));
    }
}
