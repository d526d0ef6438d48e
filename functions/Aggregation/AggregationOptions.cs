using System.ComponentModel.DataAnnotations;
using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Aggregation;

/// <summary>
/// When stored usage is folded, settled and sealed. Settings <c>Insights__Aggregation__*</c>.
/// <para>
/// What is settled has lost its samples: a median stands for them, and it is that of the samples which were there. Age alone does not tell
/// that all of them are, because imports and collectors that were away bring old half-hours in parts. So settling waits for quiet as well:
/// until nothing <em>late</em> has come for the partition for a while. Usage is late from <see cref="LateAfter"/> after its half-hour on,
/// so that what agents report as it happens keeps nothing waiting.
/// </para>
/// </summary>
public sealed class AggregationOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights:Aggregation";

    /// <summary>How long after its end a half-hour is settled: its latency samples become medians. Minutes, 0 to 10,080.</summary>
    [Range(0, 10_080)]
    public int SettleGraceMinutes { get; set; } = 120;

    /// <summary>How long after its end a UTC day is sealed: its rows become one. Minutes, 0 to 10,080.</summary>
    [Range(0, 10_080)]
    public int SealGraceMinutes { get; set; } = 180;

    /// <summary>
    /// How long nothing late may have come for a partition before anything of it is settled or sealed: longer than the pauses between
    /// the parts of an import. Minutes, 61 to 10,080.
    /// </summary>
    [Range(61, 10_080)]
    public int QuietMinutes { get; set; } = 75;

    /// <summary>How often a partition that is being written to is folded, at least. Minutes, 1 to 1,440.</summary>
    [Range(1, 1440)]
    public int FoldIntervalMinutes { get; set; } = 60;

    /// <summary>
    /// How long a message that became visible alone waits for others to be written with. Nobody waits for it: a report is seconds behind
    /// anyway. Not a setting.
    /// </summary>
    internal TimeSpan AppendWait { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How many messages are written together at most: as many as the host hands out at once (host.json), since more do not come while they
    /// wait. It bounds the memory of a group, and the work that one failure repeats. Not a setting.
    /// </summary>
    internal int AppendMessages { get; set; } = 16;

    internal TimeSpan Quiet => TimeSpan.FromMinutes(QuietMinutes);

    /// <summary>
    /// How long after its half-hour usage is late. Were one part of a half-hour's usage punctual and the next one, up to the quiet
    /// later, were not, the next would still come before the grace is over.
    /// </summary>
    internal TimeSpan LateAfter => TimeSpan.FromMinutes(Math.Max(0, SettleGraceMinutes - QuietMinutes));

    /// <summary>When a half-hour may be settled, if it is quiet: a grace shorter than the quiet could not tell.</summary>
    internal DateTimeOffset SettlesAt(HalfHour halfHour) => halfHour.End.AddMinutes(Math.Max(SettleGraceMinutes, QuietMinutes));

    /// <summary>When a day is over: it may be sealed, if it is quiet.</summary>
    internal DateTimeOffset SealsAt(DateOnly day) => EndOf(day).AddMinutes(Math.Max(SealGraceMinutes, QuietMinutes));

    /// <summary>Whether somebody brings in what is long past: a partition was written to, not long ago, when its day was over.</summary>
    internal bool IsImport(LoosePartition partition, DateTimeOffset now) =>
        now - partition.Appended < Quiet && partition.Appended - EndOf(partition.Day) > LateAfter;

    /// <summary>When the latest of the late usage in a row came; null without any.</summary>
    internal DateTimeOffset? LateOf(UsageRow row, DateOnly day) => !row.IsDelta
        ? row.Late
        : row.Arrived is { } at && at - new HalfHour(HalfHour.FirstOf(day).Number + (row.HalfHourOfDay ?? 0)).End > LateAfter ? at : null;

    private static DateTimeOffset EndOf(DateOnly day) => HalfHour.FirstOf(day.AddDays(1)).Start;
}
