using Insights.Functions.Reports;
using Insights.Functions.Reports.Forecast;

namespace Insights.Functions.Insights.Forecast;

/// <summary>Reads the history that a forecast is made from.</summary>
public sealed class ForecastReader(UsageReader usage, TimeProvider clock)
{
    /// <summary>The whole days up to yesterday, as many as are asked for and recorded, and what they were like.</summary>
    internal async Task<(IReadOnlyList<DateOnly> Dates, DailyHistory History)> ReadAsync(
        ForecastRequest asked, IReadOnlyCollection<Guid> templates, UsageFilter filter, DateTimeOffset? recorded, CancellationToken cancellationToken)
    {
        var zone = asked.Zone;
        var today = DateOf(clock.GetUtcNow(), zone);
        var first = today.AddDays(-7 * asked.HistoryWeeks);
        var whole = recorded is { } since ? DateOnly.FromDateTime(LocalTime.FirstStartFrom(since, zone).DateTime) : today;
        var dates = new List<DateOnly>();
        for (var day = whole > first ? whole : first; day < today; day = day.AddDays(1))
        {
            dates.Add(day);
        }

        Slot[] days = [.. dates.Select(day => new Slot(LocalTime.StartOf(day, zone), LocalTime.StartOf(day.AddDays(1), zone)))];
        var scan = new ReportScan();
        var history = DailyHistory.In(scan, days);
        await usage.ScanAsync(scan, templates, filter, cancellationToken);
        return (dates, history());
    }

    private static DateOnly DateOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
