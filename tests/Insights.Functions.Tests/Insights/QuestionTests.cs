using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>What is asked beyond Coder's reports: what is refused, and that its files have its figures.</summary>
public sealed class QuestionTests(ScenarioApp scenario) : IClassFixture<ScenarioApp>
{
    [Theory]
    [InlineData("concurrency", "sections=hours", "sections")]
    [InlineData("concurrency", "interval=day", "interval")]
    [InlineData("connection", "sections=days", "sections")]
    [InlineData("connection", "timezone=Mars/Phobos", "timezone")]
    [InlineData("versions", "interval=day", "interval")]
    [InlineData("trends", "interval=week", "interval")]
    [InlineData("templates", "session_apps=all", "session_apps")]
    [InlineData("export", "section=trends&interval=day", "interval")]
    public async Task What_cannot_be_read_is_named(string report, string query, string field) =>
        (await ApiAnswer.GetAsync(scenario.App, $"/api/v2/insights/{report}?{ScenarioApp.Period}&{query}")).AssertError(HttpStatusCode.BadRequest, field);

    [Theory]
    [InlineData("weeks=3", "weeks")]
    [InlineData("weeks=13", "weeks")]
    [InlineData("history_weeks=5", "history_weeks")]
    [InlineData("start_time=2026-10-01T00:00:00Z", "start_time")]
    public async Task A_forecast_has_no_period_and_looks_no_further_than_it_can(string query, string field) =>
        (await ApiAnswer.GetAsync(scenario.App, $"/api/v2/insights/forecast?{query}")).AssertError(HttpStatusCode.BadRequest, field);

    [Fact]
    public async Task A_period_of_more_days_than_there_are_figures_for_is_refused() =>
        (await ApiAnswer.GetAsync(scenario.App, "/api/v2/insights/concurrency?start_time=1990-01-01T00:00:00Z&end_time=2026-10-01T00:00:00Z"))
            .AssertError(HttpStatusCode.BadRequest, "start_time");

    [Fact]
    public async Task Too_little_history_is_said_and_shown()
    {
        var report = (await scenario.App.GetAsync("/api/v2/insights/forecast?timezone=Europe/Berlin"))["report"]!;
        Assert.False(report["enough_history"]!.GetValue<bool>());
        Assert.InRange(report["history_days"]!.GetValue<int>(), 1, 41);
        Assert.Equal(report["history_days"]!.GetValue<int>(), report["history"]!.AsArray().Count);
        Assert.True(report["active_users"] is null && report["peak_users"] is null);
    }

    [Theory]
    [InlineData("concurrency", "days", "start_time users.peak users.peak_at users.minute_peak", "start_time peak_users peak_at minute_peak_users")]
    [InlineData("concurrency-hours", "heat_map", "weekday hour hours users.mean users.p95 users.max", "weekday hour hours_counted mean_users p95_users max_users")]
    [InlineData("connection", "days", "end_time half_hours latency_ms.p50 latency_ms.p95", "end_time half_hours p50_ms p95_ms")]
    [InlineData("connection-templates", "templates", "template_id half_hours latency_ms.p50", "template_ids half_hours p50_ms")]
    [InlineData("trends", "slots", "start_time active_users daily_active_users stickiness seconds", "start_time active_users daily_active_users stickiness seconds")]
    public async Task A_file_has_the_figures_of_the_report(string section, string list, string fields, string columns)
    {
        var interval = section == "trends" ? "&interval=month" : "";
        var report = await scenario.ReportAsync(section.Split('-')[0], $"{ScenarioApp.Period}&timezone=Europe/Berlin{interval}");
        var expected = report[list]!.AsArray().Where(item => item!["hours"]?.GetValue<int>() is not 0)
            .Select(item => string.Join('|', fields.Split(' ').Select(field => Text(field.Split('.').Aggregate(item, (node, name) => node?[name])))));
        Assert.Equal(expected, await ColumnsAsync(section, columns, $"&timezone=Europe/Berlin{interval}"));
        Assert.NotEmpty(expected);
    }

    [Fact]
    public async Task Files_of_apps_and_versions_have_the_figures_of_the_reports()
    {
        var apps = (await scenario.ReportAsync("templates", $"{ScenarioApp.Period}&session_apps=both"))["apps_usage"]!.AsArray();
        Assert.Equal(
            apps.Where(app => app!["type"]!.GetValue<string>() == "session_app").Select(app => $"{app!["slug"]}|{app["family"]}|{app["seconds"]}|{app["times_used"]}"),
            await ColumnsAsync("session-apps", "slug family seconds times_used", ""));
        Assert.Contains(apps, app => app!["type"]!.GetValue<string>() == "builtin" && app["times_used"]!.GetValue<int>() > 0);

        var templates = (await scenario.ReportAsync("versions", ScenarioApp.Period))["templates"]!.AsArray();
        Assert.NotEmpty(templates);
        Assert.Equal(
            templates.SelectMany(template => template!["versions"]!.AsArray().Select(version => $"{template["template_id"]}|{version!["template_version_id"]}|{version["workspaces"]}")),
            await ColumnsAsync("versions", "template_ids template_version_id workspaces", ""));
    }

    [Fact]
    public async Task The_file_of_a_forecast_begins_with_what_was()
    {
        var report = (await scenario.App.GetAsync("/api/v2/insights/forecast"))["report"]!;
        Assert.Equal(
            report["history"]!.AsArray().Select(day => $"{day!["date"]}|{day["active_users"]}|{day["peak_users"]}"),
            await ColumnsAsync("forecast", "date active_users peak_users", ""));
    }

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number => value.GetValue<double>().ToString("R", CultureInfo.InvariantCulture),
        _ => node.ToString(),
    };

    private async Task<IEnumerable<string>> ColumnsAsync(string section, string columns, string query)
    {
        var rows = CsvText.Parse((await ApiAnswer.GetAsync(scenario.App, $"/api/v2/insights/export?{ScenarioApp.Period}&section={section}{query}")).AssertStatus(HttpStatusCode.OK).Text);
        var places = columns.Split(' ').Select(name => Array.IndexOf(rows[0], name)).ToArray();
        return rows.Skip(1).Select(row => string.Join('|', places.Select(place => row[place])));
    }
}
