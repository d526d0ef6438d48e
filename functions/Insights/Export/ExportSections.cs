using Insights.Functions.Http;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights.Export;

/// <summary>The sections that an export may have: the panels of the page, in their order.</summary>
internal static class ExportSections
{
    public const string ActiveUsers = "active-users";
    public const string UserLatency = "user-latency";
    public const string AppUsage = "app-usage";
    public const string UserActivity = "user-activity";
    public const string Parameters = "parameters";

    /// <summary>Those that a file has when no section is asked for.</summary>
    public static string[] All { get; } = [ActiveUsers, UserLatency, AppUsage, UserActivity, Parameters];

    /// <summary>Those that are there only by their names (<see cref="NamedSection"/>).</summary>
    public static string[] Named { get; } =
    [
        "utilization", "adoption", "cohorts", "support", "parameter-values", "concurrency", "concurrency-hours", "connection", "connection-templates",
        "forecast", "session-apps", "trends", "versions", PeopleSection.OnTheWire,
    ];

    /// <summary>The slots; the figure of one that ended before anything was recorded is not known.</summary>
    public static ExportSection OfSlots(ReportInterval interval, Func<IReadOnlyList<SlotUsage>> slots, DateTimeOffset? recorded) => new(
        ActiveUsers,
        ["start_time", "end_time", "interval", "active_users"],
        Later(() => slots().Select(usage => new[]
        {
            CsvField.Of(usage.Slot.Start), CsvField.Of(usage.Slot.End), CsvField.Of(interval.Name),
            recorded is not { } since || usage.Slot.End <= since ? CsvField.Empty : CsvField.Of(usage.ActiveUsers),
        })));

    public static ExportSection OfLatency(Func<LatencyReport> report, ExportNames names) => new(
        UserLatency,
        ["user_id", "username", "name", "p50_ms", "p95_ms", "template_ids", "templates"],
        Later(() => names.Listed(report().Users).Select(user => new[]
        {
            CsvField.Of(user.UserId), CsvField.Of(names.Username(user.UserId)), CsvField.Of(names.Name(user.UserId)), CsvField.Of(user.P50),
            CsvField.Of(user.P95), CsvField.Of(user.TemplateIds), CsvField.Of(names.Templates(user.TemplateIds)),
        })));

    /// <summary>The applications that were used at all.</summary>
    public static ExportSection OfApps(Func<TemplatesReport> report, ExportNames names)
    {
        return new(
            AppUsage,
            ["type", "slug", "display_name", "seconds", "hours", "times_used", "template_ids", "templates"],
            Later(() => Rows(report())));

        IEnumerable<CsvField[]> Rows(TemplatesReport report) =>
        [
            .. report.Builtin.Where(usage => usage.Seconds > 0).Select(usage => Row(
                "builtin", usage.App.Slug, usage.App.DisplayName, usage.Seconds, timesUsed: 0, usage.TemplateIds)),
            .. report.Apps.Select(usage => Row("app", usage.App.Slug, usage.App.DisplayName, usage.Seconds, usage.TimesUsed, usage.TemplateIds)),
        ];

        CsvField[] Row(string type, string slug, string name, long seconds, long timesUsed, IReadOnlyList<Guid> templates) =>
        [
            CsvField.Of(type), CsvField.Of(slug), CsvField.Of(name), CsvField.Of(seconds), CsvField.OfHours(seconds), CsvField.Of(timesUsed),
            CsvField.Of(templates), CsvField.Of(names.Templates(templates)),
        ];
    }

    public static ExportSection OfActivity(Func<ActivityReport> report, ExportNames names) => new(
        UserActivity,
        ["user_id", "username", "name", "seconds", "hours", "template_ids", "templates"],
        Later(() => names.Listed(report().Users).Select(user => new[]
        {
            CsvField.Of(user.UserId), CsvField.Of(names.Username(user.UserId)), CsvField.Of(names.Name(user.UserId)), CsvField.Of(user.Seconds),
            CsvField.OfHours(user.Seconds), CsvField.Of(user.TemplateIds), CsvField.Of(names.Templates(user.TemplateIds)),
        })));

    public static ExportSection OfParameters(Func<IReadOnlyList<ParameterUsage>> report, ExportNames names) => new(
        Parameters,
        ["parameter", "parameter_display_name", "parameter_type", "value", "workspaces", "template_ids", "templates"],
        Later(() =>
            from usage in report()
            from value in usage.Values
            let definition = usage.Definition
            select new[]
            {
                CsvField.First(definition.Name), CsvField.Of(definition.DisplayName), CsvField.Of(definition.Type),
                CsvField.Of(value.Value), CsvField.Of(value.Count), CsvField.Of(usage.TemplateIds),
                CsvField.Of(names.Templates(usage.TemplateIds)),
            }));

    private static IEnumerable<CsvField[]> Later(Func<IEnumerable<CsvField[]>> rows)
    {
        foreach (var row in rows())
        {
            yield return row;
        }
    }
}
