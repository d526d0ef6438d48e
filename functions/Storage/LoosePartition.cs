using Azure;

namespace Insights.Functions.Storage;

/// <summary>A usage partition that may have rows besides sealed ones, and what is known of the work on it.</summary>
/// <param name="Template">Its template.</param>
/// <param name="Day">Its UTC day.</param>
/// <param name="Appended">When an appender last said that it writes to it; it may go on for <see cref="TouchInterval"/> without saying so again.</param>
/// <param name="Touched">The same, or when rows of it were last rewritten, if that was later.</param>
/// <param name="Queued">When a pass was last asked for; null where none was.</param>
/// <param name="Checked">When the last pass over it began; null before the first.</param>
/// <param name="Due">When the next pass has something to do even if nothing is appended any more; null before the first pass.</param>
/// <param name="ETag">The version of the index row that this was read from.</param>
internal sealed record LoosePartition(
    Guid Template, DateOnly Day, DateTimeOffset Appended, DateTimeOffset Touched, DateTimeOffset? Queued, DateTimeOffset? Checked, DateTimeOffset? Due, ETag ETag)
{
    /// <summary>
    /// How long after the last touch nobody writes any more: the touch's interval, the tries of a last write, and differing clocks.
    /// </summary>
    public static readonly TimeSpan QuietPeriod = TimeSpan.FromMinutes(20);

    /// <summary>How long an appender writes to an old day on the strength of one touch.</summary>
    public static readonly TimeSpan OldInterval = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LiveInterval = TimeSpan.FromMinutes(5);

    /// <summary>Whether something may have been appended since the last pass.</summary>
    public bool MayHaveNews => Checked is null || Touched + QuietPeriod > Checked;

    /// <summary>Whether somebody said after the last pass began that it writes to it.</summary>
    public bool HasNews => Checked is null || Checked < Touched;

    /// <summary>Whether a pass was asked for that has not begun yet, as far as is known.</summary>
    public bool AwaitsPass => Queued is { } queued && !(Checked >= queued);

    /// <summary>Whether a day is old: before yesterday. What comes for one is an import or somebody who was away.</summary>
    public static bool IsOld(DateOnly day, DateTimeOffset now) => day < DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);

    /// <summary>
    /// How long an appender writes to a partition on the strength of one touch. Short for an old day: a pass follows when it is over, and
    /// finds all of it.
    /// </summary>
    public static TimeSpan TouchInterval(DateOnly day, DateTimeOffset now) => IsOld(day, now) ? OldInterval : LiveInterval;
}
