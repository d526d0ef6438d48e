using System.ComponentModel.DataAnnotations;
using Insights.Functions.Usage;

namespace Insights.Functions.Aggregation;

/// <summary>When stored usage is folded, settled and sealed. Settings <c>Insights__Aggregation__*</c>.</summary>
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

    /// <summary>How often a partition that is being written to is folded, at least. Minutes, 1 to 1,440.</summary>
    [Range(1, 1440)]
    public int FoldIntervalMinutes { get; set; } = 60;

    internal DateTimeOffset SettlesAt(HalfHour halfHour) => halfHour.End.AddMinutes(SettleGraceMinutes);

    internal DateTimeOffset SealsAt(DateOnly day) => HalfHour.FirstOf(day.AddDays(1)).Start.AddMinutes(SealGraceMinutes);
}
