using System.Text.Json.Serialization;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Concurrency;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights.Concurrency;

/// <summary>The answer of <c>/insights/concurrency</c>; a section that was not asked for is absent.</summary>
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

    internal sealed record Section(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        IReadOnlyList<Guid> TemplateIds,
        Peak Users,
        Running? Workspaces,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Day>? Days,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Cell>? HeatMap,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Series? HalfHours);

    internal sealed record Day(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        Peak Users,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Running? Workspaces);

    internal sealed record Peak([property: JsonPropertyName("peak")] int Highest, DateTimeOffset? PeakAt, int MinutePeak, DateTimeOffset? MinutePeakAt)
    {
        public static Peak Of(ConcurrencyPeak peak, TimeZoneInfo zone) =>
            new(peak.Users, Local(peak.At, zone), peak.MinuteUsers, Local(peak.MinuteAt, zone));

        private static DateTimeOffset? Local(DateTimeOffset? at, TimeZoneInfo zone) => at is { } instant ? TimeZoneInfo.ConvertTime(instant, zone) : null;
    }

    internal sealed record Running([property: JsonPropertyName("peak")] int Highest, DateTimeOffset? PeakAt)
    {
        public static Running? Of(RunningWorkspaces? workspaces, DateTimeOffset start, DateTimeOffset end, TimeZoneInfo zone) =>
            workspaces?.PeakIn(start, end) is not { } peak ? null
            : new Running(peak.Count, peak.At is { } at ? TimeZoneInfo.ConvertTime(at, zone) : null);
    }

    internal sealed record Cell(int Weekday, int Hour, int Hours, Level? Users, Level? MinuteUsers);

    internal sealed record Level(double Mean, double P95, int Max)
    {
        public static Level? Of(HeatMapCell cell) => cell.Count == 0 ? null : new Level(cell.Mean, cell.P95, cell.Max);
    }

    internal sealed record Series(DateTimeOffset StartTime, IReadOnlyList<int> Users, IReadOnlyList<int> MinuteUsers)
    {
        public static Series Of(ConcurrencyReport report) => new(
            report.First.Start,
            [.. report.HalfHours.Select(halfHour => halfHour.Users)],
            [.. report.HalfHours.Select(halfHour => halfHour.MinuteUsers)]);
    }
}
