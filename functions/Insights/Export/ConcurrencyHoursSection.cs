using Insights.Functions.Http;
using Insights.Functions.Insights.Concurrency;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports.Concurrency;

namespace Insights.Functions.Insights.Export;

/// <summary>A row for each hour of the week that was recorded: how many were active at once in it.</summary>
public sealed class ConcurrencyHoursSection(ConcurrencyReader concurrency) : NamedSection
{
    /// <inheritdoc/>
    public override string Name => "concurrency-hours";

    internal override ReportInputs InputsOf(PeriodRequest asked) => new(asked.Templates, asked.Period.Range);

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var report = await concurrency.ReadAsync(asked.Asked, cancellationToken);
        return new ExportSection(
            Name,
            ["weekday", "hour", "hours_counted", "mean_users", "p95_users", "max_users"],
            Later(() => HeatMap.Of(report.First, [.. report.HalfHours.Select(halfHour => halfHour.Users)], asked.Asked.FirstRecorded, asked.Asked.Calendar)
                .Where(cell => cell.Count > 0)
                .Select(cell => new[]
                {
                    CsvField.Of(cell.Weekday), CsvField.Of(cell.Hour), CsvField.Of(cell.Count), CsvField.Of(cell.Mean), CsvField.Of(cell.P95), CsvField.Of(cell.Max),
                })));
    }
}
