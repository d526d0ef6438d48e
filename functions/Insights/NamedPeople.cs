using Insights.Functions.Reports;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights;

/// <summary>
/// The decision that people may be named, and from which day on. Only <see cref="PrivacyDoor"/> makes one, and what says who did what is read
/// with one only: there is no report on persons without a decision, and none of days of which people are not known any more.
/// </summary>
public abstract class NamedPeople
{
    private protected NamedPeople(DateOnly? since) => Since = since;

    /// <summary>The first UTC day of which people are known; null for all that there is usage of.</summary>
    public DateOnly? Since { get; }

    /// <summary>Whether people are known of all half-hours of a range.</summary>
    internal bool Knows(ReportRange range) => range.IsEmpty || Since is not { } day || range.First >= HalfHour.FirstOf(day);

    /// <summary>The half-hours of a range of which people are known.</summary>
    internal ReportRange Of(ReportRange range) => Knows(range) ? range : range with { First = HalfHour.FirstOf(Since!.Value) };

    /// <summary>An instant, or the first of which people are known where that is later.</summary>
    internal DateTimeOffset Of(DateTimeOffset instant) => Since is { } day && HalfHour.FirstOf(day).Start is var first && first > instant ? first : instant;
}
