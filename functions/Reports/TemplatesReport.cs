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
        var scan = new ReportScan();
        var report = In(scan, range, apps, slots);
        scan.Run([.. usage]);
        return report.Value;
    }

    /// <summary>The same as one of the reports of a scan.</summary>
    internal static PendingReport<TemplatesReport> In(ReportScan scan, ReportRange range, AppDirectory apps, IReadOnlyList<Slot> slots) =>
        scan.Add(range, templates => new TemplatesVisitor(templates, apps, slots), (visitor, _) => visitor.Report(), Sum);

    private static TemplatesReport Sum(TemplatesReport[] shares)
    {
        var sum = shares.Aggregate(Add);
        return sum with { Apps = [.. sum.Apps.Where(app => app.Seconds > 0)] };
    }

    // The same report over two shares of the users; every application is there, used or not.
    private static TemplatesReport Add(TemplatesReport left, TemplatesReport right) => new(
        TemplateSet.Union([left.TemplateIds, right.TemplateIds]),
        left.ActiveUsers + right.ActiveUsers,
        [
            .. left.Builtin.Zip(right.Builtin, (one, other) => one with
            {
                TemplateIds = TemplateSet.Union([one.TemplateIds, other.TemplateIds]),
                Seconds = one.Seconds + other.Seconds,
            }),
        ],
        [
            .. left.Apps.Zip(right.Apps, (one, other) => one with
            {
                TemplateIds = TemplateSet.Union([one.TemplateIds, other.TemplateIds]),
                Seconds = one.Seconds + other.Seconds,
                TimesUsed = one.TimesUsed + other.TimesUsed,
            }),
        ],
        SlotUsage.Add([.. left.Slots], [.. right.Slots]));
}
