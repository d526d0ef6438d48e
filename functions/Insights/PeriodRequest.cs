using Insights.Functions.Access;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights;

/// <summary>What a report over a period was asked for, read and allowed.</summary>
/// <param name="Period">The period.</param>
/// <param name="Zone">The time zone asked for; null for none.</param>
/// <param name="Filter">Whose usage, and in which applications.</param>
/// <param name="Selection">The templates as they were asked for.</param>
/// <param name="Visible">What the caller may see of them.</param>
/// <param name="Templates">The templates it is made of.</param>
/// <param name="Recorded">Since when there is usage of them; null for never.</param>
internal sealed record PeriodRequest(
    ReportPeriod Period, TimeZoneInfo? Zone, UsageFilter Filter, TemplateSelection Selection, VisibleTemplates Visible, IReadOnlyCollection<Guid> Templates, DateTimeOffset? Recorded)
{
    /// <summary>Who asks.</summary>
    public Caller Caller => Filter.Caller ?? throw new InvalidOperationException("Nobody asks.");

    /// <summary>The zone whose days and hours are counted: that asked for, or else the offset of the start.</summary>
    public TimeZoneInfo Calendar => Zone ?? TimeZoneInfo.CreateCustomTimeZone("offset", Period.Start.Offset, displayName: null, standardDisplayName: null);

    /// <summary>The first half-hour of the period of which usage is recorded; the end of the period when there is none.</summary>
    public HalfHour FirstRecorded => Recorded is { } since && HalfHour.Of(since) < Period.Range.End ? HalfHour.Of(since) : Period.Range.End;

    /// <summary>The same of the days alone of which people are known, for a report on persons.</summary>
    public PeriodRequest Of(NamedPeople named) => named.Since is not { } day ? this : this with
    {
        Period = Period.From(day, Calendar),
        Recorded = Recorded is { } since ? named.Of(since) : null,
    };
}
