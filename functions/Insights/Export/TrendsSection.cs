using Insights.Functions.Http;
using Insights.Functions.Insights.Trends;

namespace Insights.Functions.Insights.Export;

/// <summary>A row for each month, or quarter.</summary>
public sealed class TrendsSection(TrendsReader trends) : NamedSection
{
    /// <inheritdoc/>
    public override string Name => "trends";

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var interval = TrendInterval.Parse(asked.Interval);
        var (slots, _) = await trends.ReadAsync(asked.Asked, interval, cancellationToken);
        return new ExportSection(
            Name,
            [
                "start_time", "end_time", "interval", "active_users", "daily_active_users", "weekly_active_users", "monthly_active_users", "stickiness", "seconds", "hours",
            ],
            Later(() => slots.Select(slot => new[]
            {
                CsvField.Of(slot.StartTime), CsvField.Of(slot.EndTime), CsvField.Of(interval.Name), CsvField.Of(slot.ActiveUsers), CsvField.Of(slot.DailyActiveUsers),
                CsvField.Of(slot.WeeklyActiveUsers), CsvField.Of(slot.MonthlyActiveUsers), CsvField.Of(slot.Stickiness), CsvField.Of(slot.Seconds), CsvField.OfHours(slot.Seconds),
            })));
    }
}
