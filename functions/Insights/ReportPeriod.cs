using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Reports;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights;

/// <summary>The period of a report as it was asked for: the offsets given are those of the answer.</summary>
/// <param name="Start">Its start.</param>
/// <param name="End">Its end.</param>
internal sealed record ReportPeriod(DateTimeOffset Start, DateTimeOffset End)
{
    public static readonly TimeParameter StartName = new("start_time", "The start of the period: midnight in its own offset.");
    public static readonly TimeParameter EndName = new("end_time", "The end of the period: midnight in its own offset, or, for today, any full hour up to the next.");

    /// <summary>The parameters of a period that is read strictly; <see cref="AskedPeriod"/> has one more.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } = [StartName, EndName];

    private const int MaxDays = 4000;

    /// <summary>The half-hours in the period.</summary>
    public ReportRange Range => ReportRange.Between(Start, End);

    /// <summary>Its end, or now where that is earlier: nothing has happened yet after that.</summary>
    public DateTimeOffset Until(DateTimeOffset now) => End < now ? End : now;

    /// <summary>What of it are whole days of a calendar that do not begin before a UTC day.</summary>
    public ReportPeriod From(DateOnly day, TimeZoneInfo calendar)
    {
        var first = HalfHour.FirstOf(day).Start;
        return Start >= first ? this : LocalTime.FirstStartFrom(first, calendar) is var start && start < End ? this with { Start = start } : this with { Start = End };
    }

    /// <summary>
    /// Reads the period strictly, as Coder does: times at 00:00:00 of their own offset, except that an end on today's date may be any
    /// full hour; nothing after the next full hour, and no end before the start.
    /// </summary>
    /// <exception cref="ApiException">400, naming the first parameter that is wrong.</exception>
    public static ReportPeriod Parse(string start, string end, DateTimeOffset now)
    {
        var from = ParseTime(StartName, start, now, isEnd: false);
        var to = ParseTime(EndName, end, now, isEnd: true);
        return to >= from
            ? new ReportPeriod(from, to)
            : throw RequestQuery.Invalid(EndName, $"Query param \"{EndName}\" must not be before \"{StartName}\", but {end} is before {start}");
    }

    /// <summary>
    /// Reads any period, and widens it to the half-hours that are touched: what counts is whole half-hours. What is in the future is left out.
    /// </summary>
    /// <exception cref="ApiException">400, naming the first parameter that is wrong.</exception>
    public static ReportPeriod ParseOutward(string start, string end, DateTimeOffset now)
    {
        var (from, to) = (ParseAny(StartName, start), ParseAny(EndName, end));
        if (to < from || from > now)
        {
            throw RequestQuery.Invalid(
                to < from ? EndName : StartName,
                to < from ? $"Query param \"{EndName}\" must not be before \"{StartName}\", but {end} is before {start}" : $"Query param \"{StartName}\" must not be in the future, but is {start}");
        }

        var last = to < NextHour(now) ? to : NextHour(now);
        return new ReportPeriod(HalfHour.Of(from).Start.ToOffset(from.Offset), HalfHour.AtOrAfter(last).Start.ToOffset(to.Offset));
    }

    /// <summary>Reads a period of a list by the same rules: its start, a slash, and its end.</summary>
    /// <exception cref="ApiException">400, naming the list.</exception>
    public static ReportPeriod ParseItem(string name, string text, DateTimeOffset now)
    {
        if (text.Split('/') is not [var start, var end])
        {
            throw RequestQuery.Invalid(name, $"Query param \"{name}\" must be a list of periods start/end, but has \"{JsonItem.Shown(text)}\"");
        }

        var period = new ReportPeriod(ParseTime(name, start, now, isEnd: false), ParseTime(name, end, now, isEnd: true));
        return period.End >= period.Start
            ? period
            : throw RequestQuery.Invalid(name, $"Query param \"{name}\" must have no period that ends before it starts, but has {text}");
    }

    /// <summary>Refuses a period that is longer than what a report answers that has a figure for each half-hour of it.</summary>
    /// <exception cref="ApiException">400: it has more than 4,000 days.</exception>
    public void DemandNotTooLong()
    {
        if ((End - Start).TotalDays > MaxDays)
        {
            throw RequestQuery.Invalid(StartName, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Query param \"{StartName}\" may be {MaxDays} days before \"{EndName}\", but is {(End - Start).TotalDays:0} days before it"));
        }
    }

    private static DateTimeOffset ParseAny(string name, string text)
    {
        if (!Rfc3339.TryParse(text, out var time))
        {
            throw RequestQuery.Invalid(
                name, $"Query param \"{name}\" must be a time in RFC 3339 such as 2026-01-31T00:00:00Z, but is \"{JsonItem.Shown(text)}\"");
        }

        return time.Year > 1 ? time : throw RequestQuery.Invalid(name, $"Query param \"{name}\" must not be zero");
    }

    private static DateTimeOffset ParseTime(string name, string text, DateTimeOffset now, bool isEnd)
    {
        var time = ParseAny(name, text);
        if (time > NextHour(now))
        {
            throw RequestQuery.Invalid(name, $"Query param \"{name}\" must not be in the future, but is {text}");
        }

        var today = isEnd && time.Date == now.ToOffset(time.Offset).Date;
        if (!today && time.TimeOfDay != TimeSpan.Zero)
        {
            throw RequestQuery.Invalid(name, $"Query param \"{name}\" must have the clock set to 00:00:00, but is {text}");
        }

        return time.TimeOfDay.Ticks % TimeSpan.TicksPerHour == 0
            ? time
            : throw RequestQuery.Invalid(name, $"Query param \"{name}\" must have the clock set to {time.Hour:00}:00:00, but is {text}");
    }

    /// <summary>The first full hour after an instant: the end of what is going on.</summary>
    public static DateTimeOffset NextHour(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour) + TimeSpan.TicksPerHour, TimeSpan.Zero);
}
