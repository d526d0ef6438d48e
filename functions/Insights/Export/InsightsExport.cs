using Insights.Functions.Reports;

namespace Insights.Functions.Insights.Export;

/// <summary>Gathers what an export is made of. All reports are made in one scan; rows are made when they are written.</summary>
public sealed class InsightsExport(UsageReader usage, BuildReader builds, CatalogCache catalog)
{
    /// <summary>The sections of some names over the usage of some templates.</summary>
    internal async Task<IReadOnlyList<ExportSection>> SectionsAsync(
        IReadOnlySet<string> names,
        IReadOnlyCollection<Guid> templates,
        ReportPeriod period,
        ReportInterval interval,
        IReadOnlyList<Slot> slots,
        bool withSystem,
        DateTimeOffset? recorded,
        CancellationToken cancellationToken)
    {
        var apps = AppDirectory.Of(await catalog.GetAppsAsync(templates, cancellationToken));
        var nameOf = new ExportNames(await catalog.GetUsersAsync(cancellationToken), await catalog.GetTemplatesAsync(cancellationToken));
        var parameters = names.Contains(ExportSections.Parameters) ? await builds.ParametersAsync(templates, period, withSystem, cancellationToken) : [];
        var scan = new ReportScan();
        var (active, latency, used, activity) = (
            In(ExportSections.ActiveUsers, () => ActiveUsersReport.In(scan, period.Range, slots)),
            In(ExportSections.UserLatency, () => LatencyReport.In(scan, period.Range)),
            In(ExportSections.AppUsage, () => TemplatesReport.In(scan, period.Range, apps, [])),
            In(ExportSections.UserActivity, () => ActivityReport.In(scan, period.Range)));
        await usage.ScanAsync(scan, templates, withSystem, cancellationToken);
        ExportSection[] all =
        [
            ExportSections.OfSlots(interval, () => active!.Value, recorded),
            ExportSections.OfLatency(() => latency!.Value, nameOf),
            ExportSections.OfApps(() => used!.Value, nameOf),
            ExportSections.OfActivity(() => activity!.Value, nameOf),
            ExportSections.OfParameters(() => parameters, nameOf),
        ];
        return [.. all.Where(section => names.Contains(section.Name))];

        PendingReport<T>? In<T>(string section, Func<PendingReport<T>> add) => names.Contains(section) ? add() : null;
    }
}
