namespace Insights.Functions.Reports.Forecast;

/// <summary>
/// How wrong the model would have been: it is made anew from the history up to each of the last weekly ends, with four weeks before it
/// at least, and its forecasts are compared with what came. Errors are kept by how many weeks ahead the forecast was.
/// </summary>
internal sealed class Backtest
{
    /// <summary>The weeks that a model needs.</summary>
    public const int MinWeeks = 4;

    private const int MaxOrigins = 26;

    private readonly List<(double Forecast, double Actual)>[] _weeks;

    /// <summary>The backtest of a history, so many weeks ahead.</summary>
    public Backtest(double[] history, int weeks)
    {
        _weeks = new List<(double, double)>[weeks];
        for (var week = 0; week < weeks; week++)
        {
            _weeks[week] = [];
        }

        for (var back = 1; back <= MaxOrigins && history.Length - (back * WeeklyModel.Week) >= MinWeeks * WeeklyModel.Week; back++)
        {
            var origin = history.Length - (back * WeeklyModel.Week);
            var model = new WeeklyModel(history.AsSpan(0, origin));
            for (var day = 1; origin + day <= history.Length && day <= weeks * WeeklyModel.Week; day++)
            {
                _weeks[(day - 1) / WeeklyModel.Week].Add((model.Forecast(day), history[origin + day - 1]));
            }
        }

        Spread = SpreadOf();
    }

    /// <summary>
    /// For each week ahead the median of the absolute errors, as a share of the forecast, and never less than of the week before. Days of
    /// which less than one user was forecast are left out. Where history does not reach, it grows with the root of time.
    /// </summary>
    public IReadOnlyList<double> Spread { get; }

    /// <summary>The errors of each week ahead that history reaches.</summary>
    public IReadOnlyList<BacktestWeek> Weeks =>
    [
        .. _weeks.TakeWhile(errors => errors.Count > 0).Select((errors, week) => BacktestWeek.Of(week + 1, errors, Spread[week])),
    ];

    private double[] SpreadOf()
    {
        var spread = new double[_weeks.Length];
        var known = 0;
        for (var week = 0; week < spread.Length; week++)
        {
            var shares = _weeks[week].Where(error => error.Forecast >= 1).Select(error => Math.Abs(error.Actual - error.Forecast) / error.Forecast).ToList();
            var before = week == 0 ? 0 : spread[week - 1];
            if (_weeks[week].Count > 0)
            {
                known = week + 1;
                spread[week] = Math.Max(before, shares.Count == 0 ? 0 : Median.Of(shares));
            }
            else
            {
                spread[week] = known == 0 ? 0 : spread[known - 1] * Math.Sqrt((week + 1.0) / known);
            }
        }

        return spread;
    }
}
