using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights;

/// <summary>The calendar that days are counted in: a time zone's, or that of a fixed offset.</summary>
internal sealed record LocalDays(TimeZoneInfo Zone)
{
    /// <summary>How many days back the reports without a period go.</summary>
    public const int DaysBack = 60;

    private static readonly IntegerParameter OffsetName = new("tz_offset", "How many whole hours east of UTC the days are.", -14, 14, 0);
    private static readonly ZoneParameter ZoneName = new("timezone", "The time zone of the days, in place of tz_offset.");

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } = [OffsetName, ZoneName];

    /// <summary>Reads <c>tz_offset</c> (whole hours east of UTC) or <c>timezone</c>.</summary>
    public static LocalDays Read(RequestQuery query)
    {
        var offset = query.Integer(OffsetName);
        var zone = query.TimeZone(ZoneName);
        if (zone is not null && query.Optional(OffsetName).Length > 0)
        {
            query.Fail(ZoneName, $"Query param \"{ZoneName}\" takes the place of \"{OffsetName}\"; give one of them");
        }

        return new LocalDays(zone ?? TimeZoneInfo.CreateCustomTimeZone($"UTC{offset:+00;-00}", TimeSpan.FromHours(offset), null, null));
    }

    /// <summary>The date at an instant.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The whole hours that the clock is ahead of UTC at an instant, towards zero.</summary>
    public int HourOffset(DateTimeOffset instant) => (int)Zone.GetUtcOffset(instant).TotalHours;

    /// <summary>
    /// The days from <see cref="DaysBack"/> before that of the next full hour, up to that hour: in the last hour of a day it is the
    /// next day's first moment, of which there is nothing to count yet.
    /// </summary>
    public IReadOnlyList<Slot> Days(DateTimeOffset now)
    {
        var end = TimeZoneInfo.ConvertTime(ReportPeriod.NextHour(now), Zone);
        var first = FirstDay(now);
        var days = new List<Slot>();
        for (var (day, start) = (first, LocalTime.StartOf(first, Zone)); start < end; day = day.AddDays(1))
        {
            var next = LocalTime.StartOf(day.AddDays(1), Zone);
            days.Add(new Slot(start, next < end ? next : end));
            start = next;
        }

        return days;
    }

    /// <summary>
    /// The instants from the midnight <see cref="DaysBack"/> days before the day of the next full hour, to that hour, in steps of some
    /// seconds; steps of whole days are calendar days.
    /// </summary>
    public IReadOnlyList<DateTimeOffset> Steps(DateTimeOffset now, int seconds)
    {
        const int SecondsPerDay = 86_400;
        var first = FirstDay(now);
        var start = LocalTime.StartOf(first, Zone);
        var end = ReportPeriod.NextHour(now);
        var steps = new List<DateTimeOffset>();
        for (var (step, at) = (0, start); at <= end; at = After(++step))
        {
            steps.Add(at);
        }

        return steps;

        DateTimeOffset After(int step) => seconds % SecondsPerDay == 0
            ? LocalTime.StartOf(first.AddDays(step * (seconds / SecondsPerDay)), Zone)
            : TimeZoneInfo.ConvertTime(start.AddSeconds((double)step * seconds), Zone);
    }

    private DateOnly FirstDay(DateTimeOffset now) => DateOf(ReportPeriod.NextHour(now)).AddDays(-DaysBack);
}
