using Insights.Functions.Reports;
using Insights.Functions.Reports.Connection;

namespace Insights.Functions.Insights.Connection;

/// <summary>The answer of <c>/insights/connection</c>.</summary>
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

    internal sealed record Latency(double P50, double P95)
    {
        public static Latency Of(MeasuredLatency latency) => new(latency.P50, latency.P95);
    }

    internal sealed record Day(DateTimeOffset StartTime, DateTimeOffset EndTime, int HalfHours, Latency LatencyMs);

    internal sealed record HourOfDay(int Hour, int HalfHours, Latency LatencyMs);

    internal sealed record Template(Guid TemplateId, int HalfHours, Latency LatencyMs);

    internal sealed record Organization(Guid OrganizationId, int HalfHours, Latency LatencyMs);

    internal sealed record Cell(double FromMs, double? ToMs, int HalfHours);
}
