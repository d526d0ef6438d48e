using Insights.Functions.Reports;

namespace Insights.Functions.Insights.Export;

/// <summary>Gathers what an export is made of. Everything is read at once; each report is made when its rows are written.</summary>
public sealed class InsightsExport(UsageReader usage, BuildReader builds, PrivacyDoor privacy, CatalogCache catalog)
{
    /// <summary>The sections of some names over the usage of some templates.</summary>
    internal async Task<IReadOnlyList<ExportSection>> SectionsAsync(
        IReadOnlySet<string> names,
        IReadOnlyCollection<Guid> templates,
        ReportPeriod period,
        ReportInterval interval,
        IReadOnlyList<Slot> slots,
        UsageFilter filter,
        DateTimeOffset? recorded,
        CancellationToken cancellationToken)
    {
        var days = await usage.ReadAsync(templates, period.Range, filter, cancellationToken);
        var apps = AppDirectory.Of(await catalog.GetAppsAsync(templates, cancellationToken));
        var nameOf = await NamesAsync(templates, cancellationToken);
        var parameters = names.Contains(ExportSections.Parameters) && await privacy.FindNamedAsync(templates, cancellationToken) is { } named
            ? await builds.ParametersAsync(named, templates, period, filter, cancellationToken)
            : [];
        ExportSection[] all =
        [
            ExportSections.OfSlots(interval, () => ActiveUsersReport.Of(days, period.Range, slots), recorded),
            ExportSections.OfLatency(() => LatencyReport.Of(days, period.Range), nameOf),
            ExportSections.OfApps(() => TemplatesReport.Of(days, period.Range, apps, []), nameOf),
            ExportSections.OfActivity(() => ActivityReport.Of(days, period.Range), nameOf),
            ExportSections.OfParameters(() => parameters, nameOf),
        ];
        return [.. all.Where(section => names.Contains(section.Name))];
    }

    /// <summary>A section that is asked for by name.</summary>
    internal async Task<ExportSection> SectionAsync(
        NamedSection section, PeriodRequest asked, string interval, double? hourlyRate, CancellationToken cancellationToken) =>
        await section.ReadAsync(new NamedRequest(asked, interval, hourlyRate, await NamesAsync(asked.Templates, cancellationToken)), cancellationToken);

    private async Task<ExportNames> NamesAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        new(await privacy.NamesAsync(templates, cancellationToken), await catalog.GetTemplatesAsync(cancellationToken));
}
