using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights;

/// <summary>The slots that a templates report is asked for.</summary>
/// <param name="Name"><c>day</c> or <c>week</c>.</param>
/// <param name="Days">Its days.</param>
internal sealed record ReportInterval(string Name, int Days)
{
    public static readonly ChoiceParameter ParameterName = new("interval", "How long the slots are that active users are counted in.", "day", "week");

    private const int MaxSlots = 4000;

    /// <summary>Days.</summary>
    public static readonly ReportInterval Day = new("day", 1);

    private static readonly ReportInterval[] All = [Day, new("week", 7)];

    /// <summary>The interval of a name; null for an empty one.</summary>
    /// <exception cref="ApiException">400 for any other name.</exception>
    public static ReportInterval? Parse(string name) =>
        name.Length == 0
            ? null
            : Array.Find(All, interval => interval.Name == name)
                ?? throw RequestQuery.Invalid(
                    ParameterName, $"Query param \"{ParameterName}\" must be one of day, week, but is \"{JsonItem.Shown(name)}\"");

    /// <summary>The slots of a period, every one.</summary>
    /// <exception cref="ApiException">400 when the last week would have less than six days, or when there would be too many slots.</exception>
    public IReadOnlyList<Slot> SlotsOf(ReportPeriod period, TimeZoneInfo? zone)
    {
        if ((period.End - period.Start).TotalDays / Days > MaxSlots)
        {
            throw RequestQuery.Invalid(ParameterName, $"Query param \"{ParameterName}\" would give more than {MaxSlots} intervals");
        }

        var slots = Slots.Of(period.Start, period.End, Days, zone);
        return Days == 1 || slots.Count == 0 || IsLongEnough(slots[^1], period, zone)
            ? slots
            : throw RequestQuery.Invalid(ParameterName, "Last report interval should have at least 6 days");
    }

    // Across a change to daylight saving time six days are an hour short of 6 x 24: the clock tells.
    private static bool IsLongEnough(Slot last, ReportPeriod period, TimeZoneInfo? zone)
    {
        var end = zone is null ? period.End : TimeZoneInfo.ConvertTime(period.End, zone);
        return last.End - last.Start >= TimeSpan.FromDays(6) || last.Start.DateTime.AddDays(6) == end.DateTime;
    }
}
