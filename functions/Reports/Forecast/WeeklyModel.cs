namespace Insights.Functions.Reports.Forecast;

/// <summary>
/// What a daily figure is going to be, from what it was: each weekday has a level and all of them one growth. Both are medians, so that a
/// minority of days that were unlike the others (holidays, outages) moves neither.
/// <list type="bullet">
/// <item>The growth is that of the median of all pairs of days of one weekday: their difference by week, as a share of the weekday's
/// median (the slope of Theil and Sen). A weekday grows by that share of its own median. It counts only where history shows that there is
/// any: where so many more pairs rise than fall, or fall than rise, as chance alone has in one of a hundred histories (the test of Mann and
/// Kendall, over the weekdays). Else it would be noise, carried weeks ahead.</item>
/// <item>The level is the median of the weekday's last eight, each carried to the end of history by the growth.</item>
/// <item>From there on growth fades by 2 % a day, so that what grew for a while does not grow for ever. No figure is below 0.</item>
/// </list>
/// </summary>
internal sealed class WeeklyModel
{
    /// <summary>Days in a week.</summary>
    public const int DaysInWeek = 7;

    private const int LevelWeeks = 8;
    private const double Fading = 0.98;

    // Of a normal figure 99 of 100 lie within so many standard deviations.
    private const double Chance = 2.576;

    private readonly int _days;
    private readonly double[] _levels = new double[DaysInWeek];
    private readonly double[] _slopes = new double[DaysInWeek];

    /// <summary>The model of the days of a history, of which there is at least a week.</summary>
    public WeeklyModel(ReadOnlySpan<double> history)
    {
        _days = history.Length;
        var weekdays = new List<double>[DaysInWeek];
        for (var weekday = 0; weekday < DaysInWeek; weekday++)
        {
            weekdays[weekday] = [];
            for (var day = weekday; day < history.Length; day += DaysInWeek)
            {
                weekdays[weekday].Add(history[day]);
            }
        }

        GrowthPerWeek = GrowthOf(weekdays);
        for (var weekday = 0; weekday < DaysInWeek; weekday++)
        {
            _slopes[weekday] = GrowthPerWeek * Median.Of(weekdays[weekday]);
            _levels[weekday] = LevelOf(weekdays[weekday], weekday, _slopes[weekday]);
        }
    }

    /// <summary>The growth by week, as a share.</summary>
    public double GrowthPerWeek { get; }

    /// <summary>The figure of a day after history, the first of which is 1.</summary>
    public double Forecast(int day)
    {
        var weekday = (_days - 1 + day) % DaysInWeek;
        var fadedDays = Fading * (1 - Math.Pow(Fading, day)) / (1 - Fading);
        return Math.Max(0, _levels[weekday] + (_slopes[weekday] * fadedDays / DaysInWeek));
    }

    /// <summary>
    /// The days of a week after history, the first of which is 0, and which of them are busy: those of which at least half of the
    /// highest is forecast.
    /// </summary>
    public IReadOnlyList<(double Forecast, bool IsBusy)> Week(int week)
    {
        var days = Enumerable.Range(1, DaysInWeek).Select(day => Forecast((week * DaysInWeek) + day)).ToArray();
        return [.. days.Select(day => (day, day >= days.Max() / 2))];
    }

    private static double GrowthOf(List<double>[] weekdays)
    {
        var growths = new List<double>();
        var (rising, variance) = (0L, 0.0);
        foreach (var figures in weekdays)
        {
            var (median, count) = (Median.Of(figures), figures.Count);
            variance += median > 0 ? count * (count - 1.0) * ((2 * count) + 5) / 18 : 0;
            for (var from = 0; median > 0 && from < figures.Count; from++)
            {
                for (var to = from + 1; to < figures.Count; to++)
                {
                    growths.Add((figures[to] - figures[from]) / (to - from) / median);
                    rising += Math.Sign(figures[to] - figures[from]);
                }
            }
        }

        return Math.Abs(rising) <= Chance * Math.Sqrt(variance) ? 0 : Median.Of(growths);
    }

    private double LevelOf(List<double> figures, int weekday, double slope)
    {
        var last = figures.Skip(figures.Count - LevelWeeks).Select((figure, place) =>
        {
            var day = weekday + (DaysInWeek * (Math.Max(0, figures.Count - LevelWeeks) + place));
            return figure + (slope * (_days - 1 - day) / DaysInWeek);
        });
        return Median.Of([.. last]);
    }
}
