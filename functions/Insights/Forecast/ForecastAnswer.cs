using System.Text.Json.Serialization;
using Insights.Functions.Reports.Forecast;

namespace Insights.Functions.Insights.Forecast;

/// <summary>The answer of <c>/insights/forecast</c>. Figures of users are rounded to hundredths, shares to ten thousandths.</summary>
internal sealed record ForecastAnswer(ForecastAnswer.Section Report)
{
    public static ForecastAnswer Of(int weeks, IReadOnlyList<DateOnly> dates, DailyHistory history)
    {
        var (active, peak) = (Outlook.Of(history.ActiveUsers, weeks, dates), Outlook.Of(history.PeakUsers, weeks, dates));
        return new(new Section(
            active is not null,
            dates.Count,
            DailyForecast.NeededDays,
            weeks,
            [.. dates.Select((date, day) => new PastDay(date, history.ActiveUsers[day], history.PeakUsers[day]))],
            active,
            peak));
    }

    private static double Users(double figure) => Math.Round(figure, 2, MidpointRounding.AwayFromZero);

    private static double Share(double share) => Math.Round(share, 4, MidpointRounding.AwayFromZero);

    internal sealed record Section(
        bool EnoughHistory,
        int HistoryDays,
        int NeededDays,
        int Weeks,
        IReadOnlyList<PastDay> History,
        Outlook? ActiveUsers,
        Outlook? PeakUsers);

    internal sealed record PastDay(DateOnly Date, int ActiveUsers, int PeakUsers);

    internal sealed record Outlook(
        double GrowthPerWeek,
        [property: JsonPropertyName("forecast")] IReadOnlyList<Day> Days,
        IReadOnlyList<Week> Backtest)
    {
        public static Outlook? Of(IReadOnlyList<int> history, int weeks, IReadOnlyList<DateOnly> dates) =>
            DailyForecast.Of([.. history.Select(figure => (double)figure)], weeks) is not { } forecast ? null : new Outlook(
                Share(forecast.GrowthPerWeek),
                [.. forecast.Days.Select((day, place) => Day.Of(dates[^1].AddDays(1 + place), day))],
                [.. forecast.Backtest.Select(Week.Of)]);
    }

    internal sealed record Day(
        DateOnly Date,
        double Expected,
        [property: JsonPropertyName("low_80")] double Low80,
        [property: JsonPropertyName("high_80")] double High80,
        [property: JsonPropertyName("low_95")] double Low95,
        [property: JsonPropertyName("high_95")] double High95)
    {
        public static Day Of(DateOnly date, ForecastDay day) =>
            new(date, Users(day.Expected), Users(day.Band80.Low), Users(day.Band80.High), Users(day.Band95.Low), Users(day.Band95.High));
    }

    internal sealed record Week(
        [property: JsonPropertyName("week")] int Ahead,
        int Samples,
        double MeanAbsoluteError,
        double MedianAbsoluteError,
        double? Share,
        [property: JsonPropertyName("within_80")] double Within80,
        [property: JsonPropertyName("within_95")] double Within95)
    {
        public static Week Of(BacktestWeek week) => new(
            week.Week,
            week.Samples,
            Users(week.MeanAbsoluteError),
            Users(week.MedianAbsoluteError),
            week.Share is { } share ? ForecastAnswer.Share(share) : null,
            ForecastAnswer.Share(week.Within80),
            ForecastAnswer.Share(week.Within95));
    }
}
