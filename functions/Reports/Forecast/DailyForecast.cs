namespace Insights.Functions.Reports.Forecast;

/// <summary>The days after a history of a daily figure, with how wrong such forecasts were. The same history gives the same forecast.</summary>
/// <param name="GrowthPerWeek">The growth by week at the end of history, as a share.</param>
/// <param name="Days">The days after it.</param>
/// <param name="Backtest">The errors that such forecasts would have had, by week ahead.</param>
public sealed record DailyForecast(double GrowthPerWeek, IReadOnlyList<ForecastDay> Days, IReadOnlyList<BacktestWeek> Backtest)
{
    /// <summary>How many days of history a forecast needs: six weeks.</summary>
    public const int NeededDays = 6 * WeeklyModel.DaysInWeek;

    /// <summary>The forecast of so many weeks; null where history is too short for one.</summary>
    public static DailyForecast? Of(IReadOnlyList<double> history, int weeks)
    {
        if (history.Count < NeededDays)
        {
            return null;
        }

        var model = new WeeklyModel([.. history]);
        var backtest = new Backtest([.. history], weeks);
        return new DailyForecast(
            model.GrowthPerWeek,
            [
                .. Enumerable.Range(0, weeks).SelectMany(week => model.Week(week).Select(day =>
                {
                    var spread = backtest.Spread(week, day.IsBusy);
                    return new ForecastDay(
                        day.Forecast,
                        ForecastBand.Around(day.Forecast, spread, ForecastBand.Factor80),
                        ForecastBand.Around(day.Forecast, spread, ForecastBand.Factor95));
                })),
            ],
            backtest.Weeks);
    }
}
