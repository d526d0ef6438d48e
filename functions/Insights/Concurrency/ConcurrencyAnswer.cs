using System.Text.Json.Serialization;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Concurrency;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights.Concurrency;

/// <summary>The answer of <c>/insights/concurrency</c>; a section that was not asked for is absent.</summary>
/// <param name="Report">The report.</param>
internal sealed record ConcurrencyAnswer(ConcurrencyAnswer.Section Report)
{
    public static IReadOnlyList<Day> DaysOf(ConcurrencyReport report, RunningWorkspaces? workspaces, IReadOnlyList<Slot> days, TimeZoneInfo zone) =>
    [
        .. days.Select(day => new Day(
            day.Start,
            day.End,
            Peak.Of(report.PeakIn(ReportRange.Between(day.Start, day.End)), zone),
            Running.Of(workspaces, day.Start, day.End, zone))),
    ];

    public static IReadOnlyList<Cell> HeatMapOf(ConcurrencyReport report, HalfHour recorded, TimeZoneInfo zone)
    {
        var users = HeatMap.Of(report.First, [.. report.HalfHours.Select(halfHour => halfHour.Users)], recorded, zone);
        var minutes = HeatMap.Of(report.First, [.. report.HalfHours.Select(halfHour => halfHour.MinuteUsers)], recorded, zone);
        return [.. users.Zip(minutes, (cell, minute) => new Cell(cell.Weekday, cell.Hour, cell.Count, Level.Of(cell), Level.Of(minute)))];
    }

    /// <summary>How many were at it at once.</summary>
    /// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
    /// <param name="EndTime">The end of the period, which is no part of it.</param>
    /// <param name="TemplateIds">The templates that were used in the period, ascending.</param>
    /// <param name="Users">The most users at once.</param>
    /// <param name="Workspaces">The most workspaces that ran at once; null where no build says what it does.</param>
    /// <param name="Days">The same of each day.</param>
    /// <param name="HeatMap">What each hour of the week is like: 168 of them, from Monday at 0.</param>
    /// <param name="HalfHours">The users of every half-hour.</param>
    internal sealed record Section(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        IReadOnlyList<Guid> TemplateIds,
        Peak Users,
        Running? Workspaces,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Day>? Days,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Cell>? HeatMap,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Series? HalfHours);

    /// <summary>A calendar day, or 24 hours.</summary>
    /// <param name="StartTime">The start of the day.</param>
    /// <param name="EndTime">Its end.</param>
    /// <param name="Users">The most users at once on it.</param>
    /// <param name="Workspaces">The most workspaces that ran at once on it; absent where that is not known.</param>
    internal sealed record Day(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        Peak Users,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Running? Workspaces);

    /// <summary>The most users at once.</summary>
    /// <param name="Highest">The most distinct users of a half-hour.</param>
    /// <param name="PeakAt">When the first such half-hour began; null when nobody was active.</param>
    /// <param name="MinutePeak">The most users of a minute.</param>
    /// <param name="MinutePeakAt">When the first such minute began; null when nobody was active.</param>
    internal sealed record Peak([property: JsonPropertyName("peak")] int Highest, DateTimeOffset? PeakAt, int MinutePeak, DateTimeOffset? MinutePeakAt)
    {
        public static Peak Of(ConcurrencyPeak peak, TimeZoneInfo zone) =>
            new(peak.Users, Local(peak.At, zone), peak.MinuteUsers, Local(peak.MinuteAt, zone));

        private static DateTimeOffset? Local(DateTimeOffset? at, TimeZoneInfo zone) => at is { } instant ? TimeZoneInfo.ConvertTime(instant, zone) : null;
    }

    /// <summary>The most workspaces that ran at once.</summary>
    /// <param name="Highest">How many they were.</param>
    /// <param name="PeakAt">Since when they were so many for the first time; null when none ran.</param>
    internal sealed record Running([property: JsonPropertyName("peak")] int Highest, DateTimeOffset? PeakAt)
    {
        public static Running? Of(RunningWorkspaces? workspaces, DateTimeOffset start, DateTimeOffset end, TimeZoneInfo zone) =>
            workspaces?.PeakIn(start, end) is not { } peak ? null
            : new Running(peak.Count, peak.At is { } at ? TimeZoneInfo.ConvertTime(at, zone) : null);
    }

    /// <summary>An hour of the week, on the clock of the zone.</summary>
    /// <param name="Weekday">1 for Monday to 7 for Sunday.</param>
    /// <param name="Hour">0 to 23.</param>
    /// <param name="Hours">How many such hours the period has of which usage is kept.</param>
    /// <param name="Users">The most users of a half-hour of it; null without any such hour.</param>
    /// <param name="MinuteUsers">The most users of a minute of it; null without any such hour.</param>
    internal sealed record Cell(int Weekday, int Hour, int Hours, Level? Users, Level? MinuteUsers);

    /// <summary>What the values of such hours are like.</summary>
    /// <param name="Mean">Their mean.</param>
    /// <param name="P95">Their 95th percentile.</param>
    /// <param name="Max">The highest.</param>
    internal sealed record Level(double Mean, double P95, int Max)
    {
        public static Level? Of(HeatMapCell cell) => cell.Count == 0 ? null : new Level(cell.Mean, cell.P95, cell.Max);
    }

    /// <summary>The users of every half-hour of UTC, in order.</summary>
    /// <param name="StartTime">The start of the first.</param>
    /// <param name="Users">The distinct users of each.</param>
    /// <param name="MinuteUsers">The most users of a minute of each.</param>
    internal sealed record Series(DateTimeOffset StartTime, IReadOnlyList<int> Users, IReadOnlyList<int> MinuteUsers)
    {
        public static Series Of(ConcurrencyReport report) => new(
            report.First.Start,
            [.. report.HalfHours.Select(halfHour => halfHour.Users)],
            [.. report.HalfHours.Select(halfHour => halfHour.MinuteUsers)]);
    }
}
