using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights.People;

/// <summary>The slots that values of parameters are shown in.</summary>
internal static class ParameterSlots
{
    private const string Day = "day";
    private const string Week = "week";
    private const string Month = "month";
    private const int MaxSlots = 400;

    /// <summary>The parameter.</summary>
    public static readonly ChoiceParameter IntervalName = new("interval", "How long the slots are that values are counted in; a week without it.", Day, Week, Month);

    /// <summary>Reads the parameter.</summary>
    public static string Read(RequestQuery query) => query.Optional(IntervalName);

    /// <summary>The interval of a name; weeks for an empty one.</summary>
    /// <exception cref="ApiException">400 for any other name.</exception>
    public static string Parse(string interval) => interval switch
    {
        "" => Week,
        Day or Week or Month => interval,
        _ => throw RequestQuery.Invalid(
            IntervalName, $"Query param \"{IntervalName}\" must be one of {Day}, {Week}, {Month}, but is \"{JsonItem.Shown(interval)}\""),
    };

    /// <summary>The slots of a period, of which the last may be a part.</summary>
    /// <exception cref="ApiException">400: there would be too many.</exception>
    public static IReadOnlyList<Slot> Of(string interval, ReportPeriod period, TimeZoneInfo? zone)
    {
        var slots = interval == Month ? Slots.Months(period.Start, period.End, zone) : Slots.Of(period.Start, period.End, interval == Day ? 1 : 7, zone);
        return slots.Count <= MaxSlots
            ? slots
            : throw RequestQuery.Invalid(IntervalName, $"Query param \"{IntervalName}\" would give {slots.Count} slots; there may be {MaxSlots}");
    }
}
