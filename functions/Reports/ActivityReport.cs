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
        var users = UsageScan.Run(usage, range, templates => new ActivityVisitor(templates), (visitor, users) => visitor.Report(users));
        UserActivity[] all = [.. users.SelectMany(share => share).OrderBy(user => user.UserId)];
        return new ActivityReport(TemplateSet.Union(all.Select(user => user.TemplateIds)), all);
    }
}
