using Insights.Functions.Reports;
using Insights.Functions.Reports.Connection;

namespace Insights.Functions.Insights.Connection;

/// <summary>Makes the report of connections.</summary>
public sealed class ConnectionReader(UsageReader usage, CatalogCache catalog)
{
    /// <summary>The report that was asked for, with figures of some days.</summary>
    internal async Task<ConnectionReport> ReadAsync(PeriodRequest asked, IReadOnlyList<Slot> days, CancellationToken cancellationToken)
    {
        var templates = await catalog.GetTemplatesAsync(cancellationToken);
        return await usage.ReportAsync(
            asked.Templates,
            asked.Filter,
            scan => ConnectionReport.In(scan, asked.Period.Range, days, asked.Calendar, template => templates.GetValueOrDefault(template)?.OrganizationId),
            cancellationToken);
    }
}
