namespace Insights.Functions.Reports;

/// <summary>What nobody used in a range: candidates to consolidate.</summary>
/// <param name="TemplateIds">The templates without a bucket in range, ascending.</param>
/// <param name="Apps">The applications without a minute in templates that were used, in the order of the directory.</param>
public sealed record UnusedReport(IReadOnlyList<Guid> TemplateIds, IReadOnlyList<UnusedApp> Apps)
{
    /// <summary>What of some templates, and of the applications they offer, a report does not have.</summary>
    public static UnusedReport Of(IEnumerable<Guid> templates, AppDirectory apps, TemplatesReport report)
    {
        var used = report.TemplateIds.ToHashSet();
        var opened = report.Apps.ToDictionary(usage => usage.App, usage => usage.TemplateIds.ToHashSet());
        return new UnusedReport(
            [.. templates.Where(template => !used.Contains(template)).Distinct().Order()],
            [
                .. apps.Apps
                    .Select((app, number) => new UnusedApp(
                        app, [.. apps.TemplatesOf(number).Where(used.Contains).Except(opened.GetValueOrDefault(app) ?? []).Order()]))
                    .Where(app => app.TemplateIds.Count > 0),
            ]);
    }
}
