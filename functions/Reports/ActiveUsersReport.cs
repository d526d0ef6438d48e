using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>The distinct active users of slots: what daily active users are made of.</summary>
public static class ActiveUsersReport
{
    /// <summary>The users and templates active in each slot.</summary>
    public static IReadOnlyList<SlotUsage> Of(IEnumerable<TemplateDay> usage, ReportRange range, IReadOnlyList<Slot> slots)
    {
        var shares = UsageScan.Run(
            usage, range, templates => new Visitor(new ActiveUsers(templates, slots)), (visitor, _) => visitor.Active.Report());
        return shares.Aggregate(SlotUsage.Add);
    }

    private sealed class Visitor(ActiveUsers active) : IScanVisitor
    {
        public ActiveUsers Active => active;

        public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets) => active.Visit(user, halfHour, buckets);
    }
}
