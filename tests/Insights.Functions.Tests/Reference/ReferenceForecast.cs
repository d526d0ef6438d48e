using System.Globalization;
using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/forecast</c>, from what docs/answers.md says of it.</summary>
public static class ReferenceForecast
{
    private const int NeededDays = 42;

    public static JsonObject Report(ReferenceQuery query, Given given, IReadOnlyList<ReferenceBucket> buckets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        var all = buckets.Where(bucket => query.TemplateIds.Count == 0 || query.TemplateIds.Contains(bucket.TemplateId)).ToList();
        return Report(query, ReferencePeriod.RecordedSince(query, given), now, (from, to) => (
            all.Where(bucket => bucket.Start >= from && bucket.End <= to).Select(bucket => bucket.UserId).Distinct().Count(),
            ReferenceConcurrency.PeakUsers(all, from, to)));
    }

    /// <param name="query">The query.</param>
    /// <param name="recorded">Since when there is usage.</param>
    /// <param name="now">The time.</param>
    /// <param name="dayOf">The active users and the peak of a day.</param>
    public static JsonObject Report(
        ReferenceQuery query, DateTimeOffset? recorded, DateTimeOffset now, Func<DateTimeOffset, DateTimeOffset, (int Active, int Peak)> dayOf)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(dayOf);
        var calendar = query.Calendar;
        var today = calendar.DateOf(now);
        var days = Enumerable.Range(1, 7 * query.HistoryWeeks).Select(back => today.AddDays(-back)).Reverse()
            .Where(date => recorded is { } since && calendar.StartOf(date) >= since)
            .Select(date => (Date: date, Figures: dayOf(calendar.StartOf(date), calendar.StartOf(date.AddDays(1)))))
            .ToList();
        return new JsonObject
        {
            ["report"] = new JsonObject
            {
                ["enough_history"] = days.Count >= NeededDays,
                ["history_days"] = days.Count,
                ["needed_days"] = NeededDays,
                ["weeks"] = query.Weeks,
                ["history"] = new JsonArray([.. days.Select(day => new JsonObject
                {
                    ["date"] = Date(day.Date), ["active_users"] = day.Figures.Active, ["peak_users"] = day.Figures.Peak,
                })]),
                ["active_users"] = Outlook([.. days.Select(day => (double)day.Figures.Active)], query.Weeks, today),
                ["peak_users"] = Outlook([.. days.Select(day => (double)day.Figures.Peak)], query.Weeks, today),
            },
        };
    }

    private static JsonObject? Outlook(List<double> history, int weeks, DateOnly today)
    {
        if (history.Count < NeededDays)
        {
            return null;
        }

        // The errors of forecasts made 1, 2, 3 ... weeks before the end of history.
        var errors = Enumerable.Range(0, weeks).Select(_ => new List<(double Forecast, double Actual, bool Busy)>()).ToList();
        for (var back = 1; back <= 26 && history.Count - (7 * back) >= 28 && 2 * (history.Count - (7 * back)) >= history.Count - 1; back++)
        {
            var known = history.Take(history.Count - (7 * back)).ToList();
            for (var day = 1; day <= Math.Min(7 * back, 7 * weeks); day++)
            {
                errors[(day - 1) / 7].Add((Forecast(known, day), history[known.Count + day - 1], IsBusy(known, day)));
            }
        }

        var (busy, quiet) = (Spreads(errors, busy: true), Spreads(errors, busy: false));
        return new JsonObject
        {
            ["growth_per_week"] = Round(Growth(history), 4),
            ["forecast"] = new JsonArray([.. Enumerable.Range(1, 7 * weeks).Select(day =>
            {
                var (expected, spread) = (Forecast(history, day), (IsBusy(history, day) ? busy : quiet)[(day - 1) / 7]);
                var (low80, high80) = Band(expected, spread, 0.8);
                var (low95, high95) = Band(expected, spread, 0.95);
                return new JsonObject
                {
                    ["date"] = Date(today.AddDays(day - 1)),
                    ["expected"] = Round(expected, 2),
                    ["low_80"] = Round(low80, 2),
                    ["high_80"] = Round(high80, 2),
                    ["low_95"] = Round(low95, 2),
                    ["high_95"] = Round(high95, 2),
                };
            })]),
            ["backtest"] = new JsonArray([.. errors.TakeWhile(week => week.Count > 0).Select((week, ahead) => new JsonObject
            {
                ["week"] = ahead + 1,
                ["samples"] = week.Count,
                ["mean_absolute_error"] = Round(week.Average(day => Math.Abs(day.Actual - day.Forecast)), 2),
                ["median_absolute_error"] = Round(Percentile.Continuous(week.Select(day => Math.Abs(day.Actual - day.Forecast)), 0.5), 2),
                ["share"] = week.Sum(day => day.Actual) is > 0 and var came ? Round(week.Sum(day => Math.Abs(day.Actual - day.Forecast)) / came, 4) : null,
                ["within_80"] = Round(Within(week, busy[ahead], quiet[ahead], 0.8), 4),
                ["within_95"] = Round(Within(week, busy[ahead], quiet[ahead], 0.95), 4),
            })]),
        };
    }

    private static double Forecast(List<double> history, int day)
    {
        var growth = Growth(history);
        var weekday = (history.Count + day - 1) % 7;
        var slope = growth * Percentile.Continuous(Weekday(history, weekday).Select(one => one.Figure), 0.5);
        var level = Percentile.Continuous(
            Weekday(history, weekday).TakeLast(8).Select(one => one.Figure + (slope * (history.Count - 1 - one.Day) / 7)), 0.5);

        // Each day adds a seventh of the weekly growth, of which 2 % are lost day by day.
        var added = 0.0;
        for (var one = 1; one <= day; one++)
        {
            added += slope / 7 * Math.Pow(0.98, one);
        }

        return Math.Max(0, level + added);
    }

    private static bool IsBusy(List<double> history, int day)
    {
        var before = (day - 1) / 7 * 7;
        return Forecast(history, day) >= Enumerable.Range(before + 1, 7).Max(other => Forecast(history, other)) / 2;
    }

    private static double Growth(List<double> history)
    {
        var growths = new List<double>();
        var (up, down, variance) = (0, 0, 0.0);
        for (var weekday = 0; weekday < 7; weekday++)
        {
            var figures = Weekday(history, weekday).Select(one => one.Figure).ToList();
            var median = Percentile.Continuous(figures, 0.5);
            variance += median > 0 ? figures.Count * (figures.Count - 1) * ((2.0 * figures.Count) + 5) / 18 : 0;
            for (var to = 0; median > 0 && to < figures.Count; to++)
            {
                for (var from = 0; from < to; from++)
                {
                    growths.Add((figures[to] - figures[from]) / (to - from) / median);
                    up += figures[to] > figures[from] ? 1 : 0;
                    down += figures[to] < figures[from] ? 1 : 0;
                }
            }
        }

        return growths.Count == 0 || Math.Abs(up - down) <= 2.576 * Math.Sqrt(variance) ? 0 : Percentile.Continuous(growths, 0.5);
    }

    private static IEnumerable<(int Day, double Figure)> Weekday(List<double> history, int weekday) =>
        history.Select((figure, day) => (day, figure)).Where(one => one.day % 7 == weekday);

    private static List<double> Spreads(List<List<(double Forecast, double Actual, bool Busy)>> errors, bool busy)
    {
        var spreads = new List<double>();
        for (var week = 0; week < errors.Count; week++)
        {
            var reached = errors.Count(one => one.Count > 0);
            var sizes = errors[week].Where(day => day.Busy == busy && day.Forecast >= 1).Select(day => Math.Abs(day.Actual - day.Forecast) / Math.Sqrt(day.Forecast)).ToList();
            spreads.Add(week >= reached
                ? spreads[reached - 1] * Math.Sqrt((double)(week + 1) / reached)
                : Math.Max(spreads.LastOrDefault(), sizes.Count == 0 ? 0 : Percentile.Continuous(sizes, 0.5)));
        }

        return spreads;
    }

    private static (double Low, double High) Band(double expected, double spread, double share)
    {
        // Of a normal error: the z of the share, and that of the half within which the median is.
        var width = spread * (share == 0.8 ? 1.2815515655446004 : 1.959963984540054) / 0.6744897501960817 * Math.Sqrt(Math.Max(1, expected));
        return (Math.Max(0, expected - width), expected + width);
    }

    private static double Within(List<(double Forecast, double Actual, bool Busy)> days, double busy, double quiet, double share) =>
        (double)days.Count(day => Band(day.Forecast, day.Busy ? busy : quiet, share) is var (low, high) && day.Actual >= low && day.Actual <= high) / days.Count;

    private static double Round(double figure, int digits) => Math.Round(figure, digits, MidpointRounding.AwayFromZero);

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
