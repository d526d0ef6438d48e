using Insights.Functions.Access;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights;

/// <summary>Reads what a report of what nobody used is made of besides usage.</summary>
public sealed class UnusedReader(CatalogCache catalog)
{
    /// <summary>
    /// Adds to a scan what the report needs of it; what is returned makes the report when the scan has run. What nobody used has no
    /// usage to be found by: where no template is listed, it is the catalog that knows which there are.
    /// </summary>
    internal async Task<Func<UnusedReport>> AddAsync(
        ReportScan scan, VisibleTemplates visible, IReadOnlyCollection<Guid> templates, ReportPeriod period, CancellationToken cancellationToken)
    {
        var known = await catalog.GetTemplatesAsync(cancellationToken);
        var there = known.Values.Where(template => !(template.CreatedAt >= period.End)).Select(template => template.Id);
        Guid[] expected = [.. visible.Listed is { } listed ? there.Intersect(listed) : there];
        var apps = AppDirectory.Of(await catalog.GetAppsAsync(templates, cancellationToken));
        var report = TemplatesReport.In(scan, period.Range, apps, []);
        return () => UnusedReport.Of(expected, apps, report.Value);
    }
}
