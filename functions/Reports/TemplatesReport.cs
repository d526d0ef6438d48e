using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>How templates were used.</summary>
/// <param name="TemplateIds">The templates with a bucket in range, ascending.</param>
/// <param name="ActiveUsers">The distinct users with a bucket in range.</param>
/// <param name="Builtin">The built-in applications, always all of them.</param>
/// <param name="Apps">The applications with minutes in range, in the order of the directory.</param>
/// <param name="Slots">The slots, every one.</param>
public sealed record TemplatesReport(
    IReadOnlyList<Guid> TemplateIds,
    int ActiveUsers,
    IReadOnlyList<BuiltinUsage> Builtin,
    IReadOnlyList<AppUsage> Apps,
    IReadOnlyList<SlotUsage> Slots)
{
    /// <summary>The report over the usage of some templates in a range.</summary>
    public static TemplatesReport Of(IEnumerable<TemplateDay> usage, ReportRange range, AppDirectory apps, IReadOnlyList<Slot> slots)
    {
        var scan = new UsageScan(usage, range);
        var visitor = new TemplatesVisitor(scan.Templates, apps, slots);
        scan.Run(visitor);
        return visitor.Report();
    }
}
