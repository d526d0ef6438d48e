using Insights.Functions.Http;
using Insights.Functions.Insights.Concurrency;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights.Export;

/// <summary>A row for each day: how many were active at once, and when.</summary>
public sealed class ConcurrencySection(ConcurrencyReader concurrency) : NamedSection
{
    /// <inheritdoc/>
    public override string Name => "concurrency";

    internal override ReportInputs InputsOf(PeriodRequest asked) => new(asked.Templates, asked.Period.Range) { BuildsUntil = asked.Period.End };

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var (report, workspaces) = (await concurrency.ReadAsync(asked.Asked, cancellationToken), await concurrency.WorkspacesAsync(asked.Asked, cancellationToken));
        var (days, zone) = (ReportInterval.Day.SlotsOf(asked.Asked.Period, asked.Asked.Zone), asked.Asked.Calendar);
        return new ExportSection(
            Name,
            ["start_time", "end_time", "peak_users", "peak_at", "minute_peak_users", "minute_peak_at", "peak_workspaces", "peak_workspaces_at"],
            Later(() => days.Select(day =>
            {
                var users = report.PeakIn(ReportRange.Between(day.Start, day.End));
                var running = workspaces?.PeakIn(day.Start, day.End);
                return new[]
                {
                    CsvField.Of(day.Start), CsvField.Of(day.End), CsvField.Of(users.Users), Local(users.At, zone), CsvField.Of(users.MinuteUsers), Local(users.MinuteAt, zone),
                    running is { } peak ? CsvField.Of(peak.Count) : CsvField.Empty, Local(running?.At, zone),
                };
            })));
    }

    private static CsvField Local(DateTimeOffset? at, TimeZoneInfo zone) => at is { } instant ? CsvField.Of(TimeZoneInfo.ConvertTime(instant, zone)) : CsvField.Empty;
}
