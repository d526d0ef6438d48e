using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Behind;

/// <summary>Who came, stayed or left.</summary>
internal static class ComeAndGoReport
{
    /// <summary>The users, ascending by id, as one of the reports of a scan.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="first">Since when usage is looked at: from the first that is kept on, for who is new is seen by it.</param>
    /// <param name="period">The period.</param>
    /// <param name="other">The week before; of <see cref="ComeAndGo.Cohort"/> when its users were new.</param>
    /// <param name="wanted">Which of them.</param>
    public static PendingReport<IReadOnlyList<PersonBehind>> In(ReportScan scan, HalfHour first, ReportRange period, ReportRange other, ComeAndGo wanted) => scan.Add(
        new ReportRange(first, period.End),
        templates => new ComeAndGoVisitor(templates, period, other),
        (visitor, users) => visitor.Report(users, wanted),
        IReadOnlyList<PersonBehind> (shares) => [.. shares.SelectMany(share => share).OrderBy(user => user.UserId)]);
}
