using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>How templates were used, each by itself and together, in one pass.</summary>
/// <param name="ActiveUsers">The distinct users with a bucket in range.</param>
/// <param name="Seconds">60 for each minute of usage; at most 30 minutes of a user's half-hour over all templates.</param>
/// <param name="Templates">The templates with a bucket in range, ascending by id.</param>
public sealed record OverviewReport(int ActiveUsers, long Seconds, IReadOnlyList<TemplateOverview> Templates)
{
    /// <summary>The report over the usage of some templates in a range, which the slots are parts of.</summary>
    public static OverviewReport Of(IEnumerable<TemplateDay> usage, ReportRange range, IReadOnlyList<Slot> slots)
    {
        var scan = new ReportScan();
        var report = In(scan, range, slots);
        scan.Run([.. usage]);
        return report.Value;
    }

    /// <summary>The same as one of the reports of a scan.</summary>
    internal static PendingReport<OverviewReport> In(ReportScan scan, ReportRange range, IReadOnlyList<Slot> slots)
    {
        var index = new SlotIndex(slots);
        return scan.Add(range, templates => new OverviewVisitor(templates, index), (visitor, _) => visitor.Report(), Sum);
    }

    private static OverviewReport Sum(OverviewReport[] shares)
    {
        var sum = shares.Aggregate((left, right) => new OverviewReport(
            left.ActiveUsers + right.ActiveUsers,
            left.Seconds + right.Seconds,
            [.. left.Templates.Zip(right.Templates, TemplateOverview.Add)]));
        return sum with { Templates = [.. sum.Templates.Where(template => template.ActiveUsers > 0)] };
    }
}
