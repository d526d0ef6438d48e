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
        var first = MinuteOf(start);
        var last = MinuteOf(end.AddMicroseconds(-1));
        while (first <= last)
        {
            var halfHour = (int)(first / HalfHour.Minutes);
            var next = Math.Min(last + 1, (halfHour + 1L) * HalfHour.Minutes);
            var minutes = MinuteMask.Range((int)(first % HalfHour.Minutes), (int)((next - 1) % HalfHour.Minutes));
            yield return new AppMinutes(template, new HalfHour(halfHour), user, name, minutes);
            first = next;
        }
    }

    /// <inheritdoc/>
    public override void AddTo(UsageSegmentBuilder segment) => segment.AddApp(User, HalfHour, Name, Minutes);

    private static long MinuteOf(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMinute;
}
