using Azure;

namespace Insights.Functions.Storage;

/// <summary>A usage partition that may have rows besides sealed ones, and what is known of the work on it.</summary>
/// <param name="Template">Its template.</param>
/// <param name="Day">Its UTC day.</param>
/// <param name="Touched">When an appender last said that it writes to it; it may go on for <see cref="TouchInterval"/> without saying so again.</param>
/// <param name="Checked">When the last pass over it began; null before the first.</param>
/// <param name="Due">When the next pass has something to do even if nothing is appended any more; null before the first pass.</param>
/// <param name="ETag">The version of the index row that this was read from.</param>
internal sealed record LoosePartition(Guid Template, DateOnly Day, DateTimeOffset Touched, DateTimeOffset? Checked, DateTimeOffset? Due, ETag ETag)
{
    /// <summary>How long an appender writes to a partition on the strength of one touch.</summary>
    public static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long after the last touch nobody writes any more: the touch's interval, the tries of a last write, and differing clocks.
    /// </summary>
    public static readonly TimeSpan QuietPeriod = TimeSpan.FromMinutes(20);

    /// <summary>Whether something may have been appended since the last pass.</summary>
    public bool MayHaveNews => Checked is null || Touched + QuietPeriod > Checked;
}
