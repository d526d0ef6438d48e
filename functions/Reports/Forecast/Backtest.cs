namespace Insights.Functions.Reports.Forecast;

/// <summary>
/// How wrong the model would have been: it is made anew from the history up to the end of each week before, as long as that leaves half
/// of the history, and four weeks, and its forecasts are compared with what came. Errors are kept by how many weeks ahead the forecast was.
/// </summary>
internal sealed class Backtest
{
    /// <summary>The weeks that a model needs.</summary>
    public const int MinWeeks = 4;

    private const int MaxOrigins = 26;

    private readonly List<ComparedDay>[] _weeks;
    private readonly double[] _busySpread;
    private readonly double[] _quietSpread;

    /// <summary>The backtest of a history, so many weeks ahead.</summary>
    public Backtest(double[] history, int weeks)
    {
        _weeks = new List<ComparedDay>[weeks];
        for (var week = 0; week < weeks; week++)
        {
            _weeks[week] = [];
        }

        var leastDays = Math.Max(MinWeeks * WeeklyModel.DaysInWeek, history.Length / 2);
        for (var back = 1; back <= MaxOrigins && history.Length - (back * WeeklyModel.DaysInWeek) >= leastDays; back++)
        {
            var origin = history.Length - (back * WeeklyModel.DaysInWeek);
            var model = new WeeklyModel(history.AsSpan(0, origin));
            for (var week = 0; week < Math.Min(back, weeks); week++)
            {
                _weeks[week].AddRange(model.Week(week).Select((day, place) =>
                    new ComparedDay(day.Forecast, history[origin + (week * WeeklyModel.DaysInWeek) + place], day.IsBusy)));
            }
        }

        (_busySpread, _quietSpread) = (SpreadOf(isBusy: true), SpreadOf(isBusy: false));
    }

    /// <summary>The errors of each week ahead that history reaches.</summary>
    public IReadOnlyList<BacktestWeek> Weeks =>
    [
        .. _weeks.TakeWhile(days => days.Count > 0).Select((days, week) => BacktestWeek.Of(week + 1, days, isBusy => Spread(week, isBusy))),
    ];

    /// <summary>
    /// For a week ahead, from 0, the median of the absolute errors of its busy or quiet days, in roots of the forecast, and never less than
    /// of the week before. Days of which less than one user was forecast are left out. Where history does not reach, it grows with the root
    /// of time.
    /// </summary>
    public double Spread(int week, bool isBusy) => (isBusy ? _busySpread : _quietSpread)[week];

    private double[] SpreadOf(bool isBusy)
    {
        var spread = new double[_weeks.Length];
        var known = 0;
        for (var week = 0; week < spread.Length; week++)
        {
            if (_weeks[week].Count > 0)
            {
                known = week + 1;
                var errors = _weeks[week].Where(day => day.IsBusy == isBusy && day.Forecast >= 1).Select(day => day.Error / ForecastBand.UnitOf(day.Forecast)).ToList();
                spread[week] = Math.Max(week == 0 ? 0 : spread[week - 1], errors.Count == 0 ? 0 : Median.Of(errors));
            }
            else
            {
                spread[week] = known == 0 ? 0 : spread[known - 1] * Math.Sqrt((week + 1.0) / known);
            }
        }

        return spread;
    }
}
