using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>The connection latency of each user.</summary>
/// <param name="TemplateIds">The templates with a bucket in range, ascending.</param>
/// <param name="Users">The users with a bucket in range, ascending by id.</param>
public sealed record LatencyReport(IReadOnlyList<Guid> TemplateIds, IReadOnlyList<UserLatency> Users)
{
    /// <summary>The report over the usage of some templates in a range.</summary>
    public static LatencyReport Of(IEnumerable<TemplateDay> usage, ReportRange range)
    {
        var scan = new UsageScan(usage, range);
        var visitor = new LatencyVisitor(scan.Templates);
        scan.Run(visitor);
        return visitor.Report(scan.Users);
    }
}
