using Insights.Functions.Http;
using Insights.Functions.Insights.Connection;
using Insights.Functions.Insights.Tags;

namespace Insights.Functions.Insights.Export;

/// <summary>A row for each day: how connections were.</summary>
public sealed class ConnectionSection(ConnectionReader connection) : NamedSection
{
    /// <inheritdoc/>
    public override string Name => "connection";

    internal override ReportInputs InputsOf(PeriodRequest asked) => new(asked.Templates, asked.Period.Range);

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var days = ReportInterval.Day.SlotsOf(asked.Asked.Period, asked.Asked.Zone);
        var report = await connection.ReadAsync(asked.Asked, days, cancellationToken);
        return new ExportSection(
            Name,
            ["start_time", "end_time", "half_hours", "p50_ms", "p95_ms"],
            Later(() => days.Zip(report.Days, (day, latency) => new[]
            {
                CsvField.Of(day.Start), CsvField.Of(day.End), CsvField.Of(latency.Count), CsvField.Of(latency.P50), CsvField.Of(latency.P95),
            })));
    }
}
