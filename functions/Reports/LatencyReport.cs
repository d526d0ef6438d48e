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
        var scan = new ReportScan();
        var report = In(scan, range);
        scan.Run([.. usage]);
        return report.Value;
    }

    /// <summary>The same as one of the reports of a scan.</summary>
    internal static PendingReport<LatencyReport> In(ReportScan scan, ReportRange range) =>
        scan.Add(range, templates => new LatencyVisitor(templates), (visitor, users) => visitor.Report(users), Sum);

    private static LatencyReport Sum(IReadOnlyList<UserLatency>[] shares)
    {
        UserLatency[] all = [.. shares.SelectMany(share => share).OrderBy(user => user.UserId)];
        return new LatencyReport(TemplateSet.Union(all.Select(user => user.TemplateIds)), all);
    }
}
