using Insights.Functions.Insights.Behind;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights.Export;

/// <summary>Gathers what an export is made of. All reports are made in one scan; rows are made when they are written.</summary>
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
        var apps = AppDirectory.Of(await catalog.GetAppsAsync(templates, cancellationToken));
        var parameters = names.Contains(ExportSections.Parameters) && await privacy.FindNamedAsync(templates, period.Range, cancellationToken) is { } named
            ? await builds.ParametersAsync(named, templates, period, filter, cancellationToken)
            : [];
        var (scan, listed) = (new ReportScan(), await privacy.ListedAsync(templates, period.Range, cancellationToken));
        var (active, latency, used, activity) = (
            In(ExportSections.ActiveUsers, () => ActiveUsersReport.In(scan, period.Range, slots)),
            In(ExportSections.UserLatency, () => LatencyReport.In(scan, listed)),
            In(ExportSections.AppUsage, () => TemplatesReport.In(scan, period.Range, apps, [])),
            In(ExportSections.UserActivity, () => ActivityReport.In(scan, listed)));
        await usage.ScanAsync(scan, period.Range, templates, filter, cancellationToken);
        var nameOf = await NamesAsync(templates, listed, cancellationToken);
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

    /// <summary>What sections of some names are made from, besides what templates and users are called.</summary>
    internal static ReportInputs InputsOf(IReadOnlySet<string> names, PeriodRequest asked)
    {
        var range = names.Any(name => name != ExportSections.Parameters) ? asked.Period.Range : default;
        return new(asked.Templates, range) { Parts = ReportParts.Apps, Builds = names.Contains(ExportSections.Parameters) ? [asked.Period] : [] };
    }

    /// <summary>A section that is asked for by name.</summary>
    internal async Task<ExportSection> SectionAsync(
        NamedSection section, PeriodRequest asked, string interval, double? hourlyRate, BehindQuery behind, CancellationToken cancellationToken) =>
        await section.ReadAsync(new NamedRequest(asked, interval, hourlyRate, behind, await NamesAsync(asked.Templates, asked.Period.Range, cancellationToken)), cancellationToken);

    private async Task<ExportNames> NamesAsync(IReadOnlyCollection<Guid> templates, ReportRange listed, CancellationToken cancellationToken) =>
        new(await privacy.NamesAsync(templates, listed, cancellationToken), await catalog.GetTemplatesAsync(cancellationToken));
}
