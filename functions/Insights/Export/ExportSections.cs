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

    /// <summary>The name of a user.</summary>
    public delegate (string Username, string AvatarUrl) NameOf(Guid user);

    public static string[] All { get; } = [ActiveUsers, UserLatency, AppUsage, UserActivity, Parameters];

    public static ExportSection OfSlots(ReportInterval interval, Func<IReadOnlyList<SlotUsage>> slots) => new(
        ActiveUsers,
        ["start_time", "end_time", "interval", "active_users"],
        Later(() => slots().Select(usage => new[]
        {
            CsvField.Of(usage.Slot.Start), CsvField.Of(usage.Slot.End), CsvField.Of(interval.Name), CsvField.Of(usage.ActiveUsers),
        })));

    public static ExportSection OfLatency(Func<LatencyReport> report, NameOf nameOf) => new(
        UserLatency,
        ["user_id", "username", "p50_ms", "p95_ms", "template_ids"],
        Later(() => report().Users.Select(user => new[]
        {
            CsvField.Of(user.UserId), CsvField.Of(nameOf(user.UserId).Username), CsvField.Of(user.P50), CsvField.Of(user.P95), CsvField.Of(user.TemplateIds),
        })));

    /// <summary>The applications that were used at all.</summary>
    public static ExportSection OfApps(Func<TemplatesReport> report)
    {
        return new(
            AppUsage,
            ["type", "slug", "display_name", "seconds", "times_used", "template_ids"],
            Later(() => Rows(report())));

        static IEnumerable<CsvField[]> Rows(TemplatesReport report) =>
        [
            .. report.Builtin.Where(usage => usage.Seconds > 0).Select(usage => Row(
                "builtin", usage.App.Slug, usage.App.DisplayName, usage.Seconds, timesUsed: 0, usage.TemplateIds)),
            .. report.Apps.Select(usage => Row("app", usage.App.Slug, usage.App.DisplayName, usage.Seconds, usage.TimesUsed, usage.TemplateIds)),
        ];

        static CsvField[] Row(string type, string slug, string name, long seconds, long timesUsed, IReadOnlyList<Guid> templates) =>
            [CsvField.Of(type), CsvField.Of(slug), CsvField.Of(name), CsvField.Of(seconds), CsvField.Of(timesUsed), CsvField.Of(templates)];
    }

    public static ExportSection OfActivity(Func<ActivityReport> report, NameOf nameOf) => new(
        UserActivity,
        ["user_id", "username", "seconds", "template_ids"],
        Later(() => report().Users.Select(user => new[]
        {
            CsvField.Of(user.UserId), CsvField.Of(nameOf(user.UserId).Username), CsvField.Of(user.Seconds), CsvField.Of(user.TemplateIds),
        })));

    public static ExportSection OfParameters(Func<IReadOnlyList<ParameterUsage>> report) => new(
        Parameters,
        ["parameter", "parameter_display_name", "parameter_type", "value", "workspaces", "template_ids"],
        Later(() =>
            from usage in report()
            from value in usage.Values
            let definition = usage.Definition
            select new[]
            {
                CsvField.Of(definition.Name), CsvField.Of(definition.DisplayName), CsvField.Of(definition.Type),
                CsvField.Of(value.Value), CsvField.Of(value.Count), CsvField.Of(usage.TemplateIds),
            }));

    private static IEnumerable<CsvField[]> Later(Func<IEnumerable<CsvField[]>> rows)
    {
        foreach (var row in rows())
        {
            yield return row;
        }
    }
}
