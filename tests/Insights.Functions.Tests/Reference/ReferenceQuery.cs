using System.Globalization;
using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The query of a case, read; a list may be a JSON array or CSV.</summary>
public sealed class ReferenceQuery(JsonObject query)
{
    public DateTimeOffset StartTime => GivenReader.Time(Text("start_time")!);

    public DateTimeOffset EndTime => GivenReader.Time(Text("end_time")!);

    /// <summary>Empty: every template.</summary>
    public IReadOnlySet<string> TemplateIds => List("template_ids").Select(id => Guid.Parse(id).ToString()).ToHashSet();

    /// <summary><c>day</c>, <c>week</c>, a number of seconds, or null.</summary>
    public string? Interval => Text("interval") is { Length: > 0 } interval ? interval : null;

    public IReadOnlyList<string> Sections => List("sections") is { Count: > 0 } given ? given : ["report", "interval_reports"];

    /// <summary>Empty: everybody.</summary>
    public IReadOnlySet<string> UserIds => List("user_ids").Select(id => Guid.Parse(id).ToString()).ToHashSet();

    /// <summary>Empty: everybody.</summary>
    public IReadOnlyList<string> GroupIds => [.. List("group_ids").Select(id => Guid.Parse(id).ToString())];

    /// <summary>Empty: all.</summary>
    public IReadOnlyList<string> Apps => List("apps");

    public string SessionApps => Text("session_apps") ?? "families";

    public IReadOnlyList<string> AllSections => List("sections");

    public int Weeks => int.Parse(Text("weeks") ?? "8", CultureInfo.InvariantCulture);

    public int HistoryWeeks => int.Parse(Text("history_weeks") ?? "26", CultureInfo.InvariantCulture);

    public double? HourlyRate => Text("hourly_rate") is { } rate ? double.Parse(rate, CultureInfo.InvariantCulture) : null;

    public bool IncludeSystem => Text("include_system") == "true";

    public TimeZoneInfo? TimeZone => Text("timezone") is { } id ? TimeZoneInfo.FindSystemTimeZoneById(id) : null;

    public int TimeZoneOffsetHours => int.Parse(Text("tz_offset") ?? "0", CultureInfo.InvariantCulture);

    public LocalCalendar Calendar =>
        TimeZone is { } zone ? new LocalCalendar(zone) : LocalCalendar.Fixed(TimeSpan.FromHours(TimeZoneOffsetHours));

    /// <summary>The calendar of a report over a period: that of the zone, or of the offset of the start.</summary>
    public LocalCalendar PeriodCalendar => TimeZone is { } zone ? new LocalCalendar(zone) : LocalCalendar.Fixed(StartTime.Offset);

    /// <summary>A text; null where it is not given.</summary>
    public string? Text(string name) => query[name]?.ToString();

    /// <summary>A number; null where it is not given.</summary>
    public double? Number(string name) => Text(name) is { } number ? double.Parse(number, CultureInfo.InvariantCulture) : null;

    private List<string> List(string name) => query[name] switch
    {
        JsonArray array => [.. array.Select(item => item!.ToString())],
        { } csv => [.. csv.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries)],
        null => [],
    };
}
