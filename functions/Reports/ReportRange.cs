using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>The half-hours that lie wholly in <c>[start, end)</c>: from <paramref name="First"/> to before <paramref name="End"/>.</summary>
/// <param name="First">The first half-hour in range.</param>
/// <param name="End">The first half-hour after it; not later than <paramref name="First"/> when the range is empty.</param>
public readonly record struct ReportRange(HalfHour First, HalfHour End)
{
    /// <summary>Whether no half-hour is in range.</summary>
    public bool IsEmpty => End <= First;

    /// <summary>The half-hours that start at or after <paramref name="start"/> and end at or before <paramref name="end"/>.</summary>
    public static ReportRange Between(DateTimeOffset start, DateTimeOffset end) => new(HalfHour.AtOrAfter(start), HalfHour.Of(end));

    /// <summary>Whether a half-hour is in range.</summary>
    public bool Contains(HalfHour halfHour) => halfHour >= First && halfHour < End;
}
