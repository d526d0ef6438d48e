using Insights.Functions.Reports.Concurrency;

namespace Insights.Functions.Reports.Forecast;

/// <summary>What each of some days that follow one another was like.</summary>
/// <param name="ActiveUsers">The distinct users of each day.</param>
/// <param name="PeakUsers">The most distinct users of any half-hour of each day.</param>
public sealed record DailyHistory(IReadOnlyList<int> ActiveUsers, IReadOnlyList<int> PeakUsers)
{
    /// <summary>The history of some days, made by a scan; it is asked for when the scan has run.</summary>
    internal static Func<DailyHistory> In(ReportScan scan, IReadOnlyList<Slot> days)
    {
        var range = days.Count == 0 ? default : ReportRange.Between(days[0].Start, days[^1].End);
        var (active, concurrency) = (ActiveUsersReport.In(scan, range, days), ConcurrencyReport.In(scan, range));
        return () => new DailyHistory(
            [.. active.Value.Select(day => day.ActiveUsers)],
            [.. days.Select(day => concurrency.Value.PeakIn(ReportRange.Between(day.Start, day.End)).Users)]);
    }
}
