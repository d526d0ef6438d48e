using Insights.Functions.Reports;
using Insights.Functions.Reports.Connection;

namespace Insights.Functions.Insights.Connection;

/// <summary>The answer of <c>/insights/connection</c>.</summary>
/// <param name="Report">The report.</param>
internal sealed record ConnectionAnswer(ConnectionAnswer.Section Report)
{
    public static ConnectionAnswer Of(ReportPeriod period, IReadOnlyList<Slot> days, ConnectionReport report) => new(new Section(
        period.Start,
        period.End,
        report.TemplateIds,
        report.All.Count,
        Latency.Of(report.All),
        [.. days.Zip(report.Days, (day, latency) => new Day(day.Start, day.End, latency.Count, Latency.Of(latency)))],
        [.. report.Hours.Select((latency, hour) => new HourOfDay(hour, latency.Count, Latency.Of(latency)))],
        [.. report.Templates.Select(template => new Template(template.TemplateId, template.Latency.Count, Latency.Of(template.Latency)))],
        [.. report.Organizations.Select(organization => new Organization(organization.OrganizationId, organization.Latency.Count, Latency.Of(organization.Latency)))],
        [.. report.Histogram.Select((count, cell) => new Cell(LatencyHistogram.Bounds[cell], EndOf(cell), count))]));

    private static double? EndOf(int cell) => cell + 1 < LatencyHistogram.Bounds.Count ? LatencyHistogram.Bounds[cell + 1] : null;

    /// <summary>How the connections of users were.</summary>
    /// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
    /// <param name="EndTime">The end of the period, which is no part of it.</param>
    /// <param name="TemplateIds">The templates that were used in the period, ascending.</param>
    /// <param name="HalfHours">How many half-hours of users were measured.</param>
    /// <param name="LatencyMs">Their latency.</param>
    /// <param name="Days">By day.</param>
    /// <param name="Hours">By hour of the day on the clock of the zone: 24 of them.</param>
    /// <param name="Templates">By template that any was measured of, ascending by id.</param>
    /// <param name="Organizations">By organization that any was measured of, ascending by id.</param>
    /// <param name="Histogram">How many half-hours had which latency.</param>
    internal sealed record Section(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        IReadOnlyList<Guid> TemplateIds,
        int HalfHours,
        Latency LatencyMs,
        IReadOnlyList<Day> Days,
        IReadOnlyList<HourOfDay> Hours,
        IReadOnlyList<Template> Templates,
        IReadOnlyList<Organization> Organizations,
        IReadOnlyList<Cell> Histogram);

    /// <summary>Latency over half-hours of users.</summary>
    /// <param name="P50">The median, in milliseconds; -1 where nothing was measured.</param>
    /// <param name="P95">The 95th percentile, in milliseconds; -1 where nothing was measured.</param>
    internal sealed record Latency(double P50, double P95)
    {
        public static Latency Of(MeasuredLatency latency) => new(latency.P50, latency.P95);
    }

    /// <summary>A day.</summary>
    /// <param name="StartTime">The start of the day.</param>
    /// <param name="EndTime">Its end.</param>
    /// <param name="HalfHours">How many half-hours of users were measured on it.</param>
    /// <param name="LatencyMs">Their latency.</param>
    internal sealed record Day(DateTimeOffset StartTime, DateTimeOffset EndTime, int HalfHours, Latency LatencyMs);

    /// <summary>An hour of all days.</summary>
    /// <param name="Hour">0 to 23.</param>
    /// <param name="HalfHours">How many half-hours of users were measured in it.</param>
    /// <param name="LatencyMs">Their latency.</param>
    internal sealed record HourOfDay(int Hour, int HalfHours, Latency LatencyMs);

    /// <summary>A template.</summary>
    /// <param name="TemplateId">The id of the template.</param>
    /// <param name="HalfHours">How many half-hours of its users were measured.</param>
    /// <param name="LatencyMs">Their latency.</param>
    internal sealed record Template(Guid TemplateId, int HalfHours, Latency LatencyMs);

    /// <summary>An organization.</summary>
    /// <param name="OrganizationId">The id of the organization.</param>
    /// <param name="HalfHours">How many half-hours of users of its templates were measured.</param>
    /// <param name="LatencyMs">Their latency.</param>
    internal sealed record Organization(Guid OrganizationId, int HalfHours, Latency LatencyMs);

    /// <summary>A bar of the distribution.</summary>
    /// <param name="FromMs">From how many milliseconds on.</param>
    /// <param name="ToMs">Below how many; null for the last bar.</param>
    /// <param name="HalfHours">How many half-hours of users had a median within.</param>
    internal sealed record Cell(double FromMs, double? ToMs, int HalfHours);
}
