namespace Insights.Functions.Reports.Forecast;

/// <summary>How wrong forecasts of so many weeks ahead would have been.</summary>
/// <param name="Week">The week ahead, from 1.</param>
/// <param name="Samples">How many days were compared.</param>
/// <param name="MeanAbsoluteError">The mean of the absolute errors, in users.</param>
/// <param name="MedianAbsoluteError">Their median, which days unlike the others do not move.</param>
/// <param name="Share">Their sum as a share of what came; null where nothing came.</param>
/// <param name="Within80">Which share of the days was within the narrower band.</param>
/// <param name="Within95">Which share was within the wider one.</param>
public sealed record BacktestWeek(
    int Week, int Samples, double MeanAbsoluteError, double MedianAbsoluteError, double? Share, double Within80, double Within95)
{
    internal static BacktestWeek Of(int week, List<ComparedDay> days, Func<bool, double> spreadOf)
    {
        var errors = days.ConvertAll(day => day.Error);
        var came = days.Sum(day => day.Actual);
        return new BacktestWeek(
            week, days.Count, errors.Average(), Median.Of(errors), came > 0 ? errors.Sum() / came : null, Within(ForecastBand.Factor80), Within(ForecastBand.Factor95));

        double Within(double factor) => days.Average(day => ForecastBand.Around(day.Forecast, spreadOf(day.IsBusy), factor).Contains(day.Actual) ? 1.0 : 0.0);
    }
}
