namespace Insights.Functions.Usage;

/// <summary>The minutes of one session in a workspace app that fall into one half-hour.</summary>
/// <param name="Template">The template.</param>
/// <param name="HalfHour">The half-hour.</param>
/// <param name="User">The user.</param>
/// <param name="Name">The slug or port, or <see cref="Terminal"/>.</param>
/// <param name="Minutes">The minutes.</param>
public sealed record AppMinutes(Guid Template, HalfHour HalfHour, Guid User, string Name, MinuteMask Minutes)
    : UsageEvent(Template, HalfHour, User)
{
    /// <summary>The name of the web terminal.</summary>
    public const string Terminal = "[terminal]";

    /// <summary>The name of what has a name too many (<see cref="NameCap"/>).</summary>
    public const string Unknown = "[unknown]";

    /// <summary>
    /// The minutes of a session by half-hour: from the minute of its start to the minute 1 µs before its end, both included.
    /// </summary>
    public static IEnumerable<AppMinutes> Of(Guid template, Guid user, string name, DateTimeOffset start, DateTimeOffset end)
    {
        if (SpanOf(start, end) is not { } span)
        {
            yield break;
        }

        for (var halfHour = span.First; halfHour <= span.Last; halfHour = new HalfHour(halfHour.Number + 1))
        {
            yield return In(template, user, name, start, end, halfHour);
        }
    }

    /// <summary>The first and the last half-hour of a session; null when it has no minute.</summary>
    public static (HalfHour First, HalfHour Last)? SpanOf(DateTimeOffset start, DateTimeOffset end)
    {
        var (first, last) = (MinuteOf(start), LastMinuteOf(end));
        return first <= last ? (new((int)(first / HalfHour.Minutes)), new((int)(last / HalfHour.Minutes))) : null;
    }

    /// <summary>The minutes of a session in one of its half-hours.</summary>
    public static AppMinutes In(Guid template, Guid user, string name, DateTimeOffset start, DateTimeOffset end, HalfHour halfHour)
    {
        var begin = (long)halfHour.Number * HalfHour.Minutes;
        var first = Math.Max(0, MinuteOf(start) - begin);
        var last = Math.Min(HalfHour.Minutes - 1, LastMinuteOf(end) - begin);
        return new AppMinutes(template, halfHour, user, name, MinuteMask.Range((int)first, (int)last));
    }

    /// <inheritdoc/>
    public override void AddTo(UsageSegmentBuilder segment) => segment.AddApp(User, HalfHour, Name, Minutes);

    private static long LastMinuteOf(DateTimeOffset end) => MinuteOf(end.AddMicroseconds(-1));

    private static long MinuteOf(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMinute;
}
