using Insights.Functions.Http;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports.SessionApps;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights.Export;

/// <summary>A row for each session app.</summary>
public sealed class SessionAppsSection(UsageReader usage) : NamedSection
{
    /// <inheritdoc/>
    public override string Name => "session-apps";

    internal override ReportInputs InputsOf(PeriodRequest asked) => new(asked.Templates, asked.Period.Range);

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var report = await usage.ReportAsync(
            asked.Asked.Templates, asked.Asked.Filter, scan => SessionAppsReport.In(scan, asked.Asked.Period.Range), cancellationToken);
        return new ExportSection(
            Name,
            ["slug", "display_name", "family", "seconds", "hours", "times_used", "template_ids", "templates"],
            Later(() => report.Apps.Select(app => new[]
            {
                CsvField.First(app.Name), CsvField.Of(app.DisplayName), CsvField.Of(SessionApp.NameOf(app.Family)), CsvField.Of(app.Seconds), CsvField.OfHours(app.Seconds),
                CsvField.Of(app.TimesUsed), CsvField.Of(app.TemplateIds), CsvField.Of(asked.Names.Templates(app.TemplateIds)),
            })));
    }
}
