using Insights.Functions.Http;
using Insights.Functions.Insights.Connection;
using Insights.Functions.Insights.Tags;

namespace Insights.Functions.Insights.Export;

/// <summary>A row for each template: how connections to it were.</summary>
public sealed class ConnectionTemplatesSection(ConnectionReader connection) : NamedSection
{
    /// <inheritdoc/>
    public override string Name => "connection-templates";

    internal override ReportInputs InputsOf(PeriodRequest asked) => new(asked.Templates, asked.Period.Range);

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var report = await connection.ReadAsync(asked.Asked, [], cancellationToken);
        return new ExportSection(
            Name,
            ["template_ids", "templates", "half_hours", "p50_ms", "p95_ms"],
            Later(() => report.Templates.Select(template => new[]
            {
                CsvField.Of([template.TemplateId]), CsvField.Of(asked.Names.Templates([template.TemplateId])), CsvField.Of(template.Latency.Count),
                CsvField.Of(template.Latency.P50), CsvField.Of(template.Latency.P95),
            })));
    }
}
