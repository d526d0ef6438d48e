using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>How long each user was active.</summary>
/// <param name="TemplateIds">The templates with a bucket in range, ascending.</param>
/// <param name="Users">The users with a bucket in range, ascending by id.</param>
public sealed record ActivityReport(IReadOnlyList<Guid> TemplateIds, IReadOnlyList<UserActivity> Users)
{
    /// <summary>The report over the usage of some templates in a range.</summary>
    public static ActivityReport Of(IEnumerable<TemplateDay> usage, ReportRange range)
    {
        var scan = new ReportScan();
        var report = In(scan, range);
        scan.Run([.. usage]);
        return report.Value;
    }

    /// <summary>The same as one of the reports of a scan.</summary>
    internal static PendingReport<ActivityReport> In(ReportScan scan, ReportRange range) =>
        scan.Add(range, templates => new ActivityVisitor(templates), (visitor, users) => visitor.Report(users), Sum);

    private static ActivityReport Sum(UserActivity[][] shares)
    {
        UserActivity[] all = [.. shares.SelectMany(share => share).OrderBy(user => user.UserId)];
        return new ActivityReport(TemplateSet.Union(all.Select(user => user.TemplateIds)), all);
    }
}
