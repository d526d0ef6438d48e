using Insights.Functions.Reports;

namespace Insights.Functions.Insights.Export;

/// <summary>Gathers what an export is made of. Everything is read at once; each report is made when its rows are written.</summary>
public sealed class InsightsExport(UsageReader usage, BuildReader builds, CatalogCache catalog, UserReportQuery users)
{
    /// <summary>The sections of some names over the usage of some templates.</summary>
    internal async Task<IReadOnlyList<ExportSection>> SectionsAsync(
        IReadOnlySet<string> names,
        IReadOnlyCollection<Guid> templates,
        ReportPeriod period,
        ReportInterval interval,
        IReadOnlyList<Slot> slots,
        CancellationToken cancellationToken)
    {
        var days = await usage.ReadAsync(templates, period.Range, cancellationToken);
        var apps = AppDirectory.Of(await catalog.GetAppsAsync(templates, cancellationToken));
        var nameOf = await users.NamesAsync(cancellationToken);
        var parameters = names.Contains(ExportSections.Parameters) ? await builds.ParametersAsync(templates, period, cancellationToken) : [];
        ExportSection[] all =
        [
            ExportSections.OfSlots(interval, () => ActiveUsersReport.Of(days, period.Range, slots)),
            ExportSections.OfLatency(() => LatencyReport.Of(days, period.Range), user => nameOf(user)),
            ExportSections.OfApps(() => TemplatesReport.Of(days, period.Range, apps, [])),
            ExportSections.OfActivity(() => ActivityReport.Of(days, period.Range), user => nameOf(user)),
            ExportSections.OfParameters(() => parameters),
        ];
        return [.. all.Where(section => names.Contains(section.Name))];
    }
}
