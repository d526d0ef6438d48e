using Insights.Functions.Http;
using Insights.Functions.Http.Queries;

namespace Insights.Functions.Insights.Forecast;

/// <summary>How far a forecast looks.</summary>
/// <param name="Weeks">How many weeks ahead.</param>
/// <param name="HistoryWeeks">How many weeks back, at most.</param>
/// <param name="Zone">Whose days are counted.</param>
internal sealed record ForecastRequest(int Weeks, int HistoryWeeks, TimeZoneInfo Zone)
{
    private static readonly IntegerParameter WeeksName = new("weeks", "How many weeks are forecast.", 4, 12, 8);
    private static readonly IntegerParameter HistoryName = new("history_weeks", "How many weeks before today it is made from, as far as they are recorded.", 6, 104, 26);
    private static readonly ZoneParameter ZoneName = new("timezone", "The time zone of the days; UTC without it.");

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } = [WeeksName, HistoryName, ZoneName];

    /// <summary>Reads the parameters.</summary>
    public static ForecastRequest Read(RequestQuery query) => new(
        query.Integer(WeeksName),
        query.Integer(HistoryName),
        query.TimeZone(ZoneName) ?? TimeZoneInfo.Utc);

    /// <summary>What is meant when nothing is said but a zone.</summary>
    public static ForecastRequest Default(TimeZoneInfo? zone) => new(WeeksName.Fallback, HistoryName.Fallback, zone ?? TimeZoneInfo.Utc);
}
