using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>The distinct active users of slots: what daily active users are made of.</summary>
public static class ActiveUsersReport
{
    /// <summary>The users and templates active in each slot.</summary>
    public static IReadOnlyList<SlotUsage> Of(IEnumerable<TemplateDay> usage, ReportRange range, IReadOnlyList<Slot> slots)
    {
        var scan = new ReportScan();
        var report = In(scan, range, slots);
        scan.Run([.. usage]);
        return report.Value;
    }

    /// <summary>The same as one of the reports of a scan.</summary>
    internal static PendingReport<IReadOnlyList<SlotUsage>> In(ReportScan scan, ReportRange range, IReadOnlyList<Slot> slots) => scan.Add(
        range,
        templates => new Visitor(new ActiveUsers(templates, slots)),
        (visitor, _) => visitor.Active.Report(),
        IReadOnlyList<SlotUsage> (shares) => shares.Aggregate(SlotUsage.Add));

    private sealed class Visitor(ActiveUsers active) : IScanVisitor
    {
        public SegmentColumns Columns => SegmentColumns.Usage;

        public ActiveUsers Active => active;

        public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets) => active.Visit(user, halfHour, buckets);

        public void VisitAlone(int user, ScanSource source, int first, int end) => active.VisitAlone(user, source, first, end);
    }
}
