using Insights.Functions.Http;

namespace Insights.Functions.Insights.Forecast;

/// <summary>How far a forecast looks.</summary>
/// <param name="Weeks">How many weeks ahead.</param>
/// <param name="HistoryWeeks">How many weeks back, at most.</param>
/// <param name="Zone">Whose days are counted.</param>
internal sealed record ForecastRequest(int Weeks, int HistoryWeeks, TimeZoneInfo Zone)
{
    private const string WeeksName = "weeks";
    private const string HistoryName = "history_weeks";

    /// <summary>Reads the parameters.</summary>
    public static ForecastRequest Read(RequestQuery query) => new(
        query.Integer(WeeksName, 4, 12, fallback: 8),
        query.Integer(HistoryName, 6, 104, fallback: 26),
        query.TimeZone(PeriodRequests.ZoneName) ?? TimeZoneInfo.Utc);
}
