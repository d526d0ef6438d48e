using Insights.Functions.Reports.Concurrency;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Forecast;

/// <summary>What each of some days that follow one another was like.</summary>
/// <param name="ActiveUsers">The distinct users of each day.</param>
/// <param name="PeakUsers">The most distinct users of any half-hour of each day.</param>
public sealed record DailyHistory(IReadOnlyList<int> ActiveUsers, IReadOnlyList<int> PeakUsers)
{
    /// <summary>The history of some days over the usage of some templates.</summary>
    public static DailyHistory Of(IReadOnlyList<TemplateDay> usage, IReadOnlyList<Slot> days)
    {
        if (days.Count == 0)
        {
            return new DailyHistory([], []);
        }

        var range = ReportRange.Between(days[0].Start, days[^1].End);
        var active = ActiveUsersReport.Of(usage, range, days);
        var concurrency = ConcurrencyReport.Of(usage, range);
        return new DailyHistory(
            [.. active.Select(day => day.ActiveUsers)],
            [.. days.Select(day => concurrency.PeakIn(ReportRange.Between(day.Start, day.End)).Users)]);
    }
}
