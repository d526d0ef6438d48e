using System.Text.Json.Serialization;
using Insights.Functions.Reports.Forecast;

namespace Insights.Functions.Insights.Forecast;

/// <summary>The answer of <c>/insights/forecast</c>. Figures of users are rounded to hundredths, shares to ten thousandths.</summary>
/// <param name="Report">The report.</param>
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

    /// <summary>What is to be expected.</summary>
    /// <param name="EnoughHistory">Whether there is enough of it for a forecast.</param>
    /// <param name="HistoryDays">How many days of history there are.</param>
    /// <param name="NeededDays">How many days it takes.</param>
    /// <param name="Weeks">For how many weeks the forecast is.</param>
    /// <param name="History">The days that were, in order.</param>
    /// <param name="ActiveUsers">The forecast of active users; null without enough history.</param>
    /// <param name="PeakUsers">The forecast of the most users at once; null without enough history.</param>
    internal sealed record Section(
        bool EnoughHistory,
        int HistoryDays,
        int NeededDays,
        int Weeks,
        IReadOnlyList<PastDay> History,
        Outlook? ActiveUsers,
        Outlook? PeakUsers);

    /// <summary>A day that was.</summary>
    /// <param name="Date">The day.</param>
    /// <param name="ActiveUsers">Its distinct users.</param>
    /// <param name="PeakUsers">The most distinct users of a half-hour of it.</param>
    internal sealed record PastDay(DateOnly Date, int ActiveUsers, int PeakUsers);

    /// <summary>A forecast, and how wrong such forecasts were.</summary>
    /// <param name="GrowthPerWeek">By which share of itself the figure grows in a week; 0 where history does not show that it does.</param>
    /// <param name="Days">The days to come, today included.</param>
    /// <param name="Backtest">How wrong forecasts of the same kind were, by how many weeks ahead.</param>
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

    /// <summary>A day to come.</summary>
    /// <param name="Date">The day.</param>
    /// <param name="Expected">The figure to expect.</param>
    /// <param name="Low80">The lower end of the band that holds 80 of 100 days.</param>
    /// <param name="High80">Its upper end.</param>
    /// <param name="Low95">The lower end of the band that holds 95 of 100 days.</param>
    /// <param name="High95">Its upper end.</param>
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

    /// <summary>How wrong forecasts were of days so many weeks ahead.</summary>
    /// <param name="Ahead">How many weeks ahead.</param>
    /// <param name="Samples">How many days were compared.</param>
    /// <param name="MeanAbsoluteError">The mean of the absolute errors, in users.</param>
    /// <param name="MedianAbsoluteError">Their median, in users.</param>
    /// <param name="Share">Their sum as a share of what came; null where nothing came.</param>
    /// <param name="Within80">The share of the days that were within the band of 80.</param>
    /// <param name="Within95">The share of the days that were within the band of 95.</param>
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
