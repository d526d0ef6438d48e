using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>An export has the figures of the reports.</summary>
public sealed class ExportTests(ScenarioApp scenario) : IClassFixture<ScenarioApp>
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly string[] Sections = ["active-users", "user-latency", "app-usage", "user-activity", "parameters"];

    [Fact]
    public async Task Active_users_are_those_of_the_intervals()
    {
        var answer = await scenario.App.GetAsync($"/api/v2/insights/templates?{ScenarioApp.Period}&interval=day&timezone=Europe/Berlin");
        var rows = await ExportAsync("section=active-users&interval=day&timezone=Europe/Berlin");
        Assert.Equal(["start_time", "end_time", "interval", "active_users"], rows[0]);
        var since = (await scenario.App.GetAsync($"/api/v2/insights/overview?{ScenarioApp.Period}"))["data_since"]!.GetValue<DateTimeOffset>();
        var expected = answer["interval_reports"]!.AsArray().Select(day => day!["end_time"]!.GetValue<DateTimeOffset>() > since
            ? Line(day!, "start_time", "end_time", "interval", "active_users")
            : Line(day!, "start_time", "end_time", "interval") + "|").ToArray();
        Assert.Equal(expected, rows.Skip(1).Select(row => string.Join('|', row)));
        Assert.Contains(expected, row => row.EndsWith('|'));
        Assert.Contains(expected, row => !row.EndsWith('|'));
    }

    [Fact]
    public async Task Users_are_those_of_the_reports()
    {
        var activity = await scenario.ReportAsync("user-activity", ScenarioApp.Period);
        Assert.Equal(
            activity["users"]!.AsArray().Select(user => Line(user!, "user_id", "username", "seconds")),
            Columns(await ExportAsync("section=user-activity"), "user_id", "username", "seconds"));

        var latency = await scenario.ReportAsync("user-latency", ScenarioApp.Period);
        var measured = await ExportAsync("section=user-latency");
        Assert.Equal(latency["users"]!.AsArray().Select(user => Line(user!["latency_ms"]!, "p50", "p95")), Columns(measured, "p50_ms", "p95_ms"));
        Assert.Equal(
            latency["users"]!.AsArray().Select(user => string.Join(' ', user!["template_ids"]!.AsArray())), Columns(measured, "template_ids"));
    }

    [Fact]
    public async Task Apps_are_those_that_were_used()
    {
        var report = await scenario.ReportAsync("templates", ScenarioApp.Period);
        Assert.Equal(
            report["apps_usage"]!.AsArray().Where(app => app!["seconds"]!.GetValue<long>() > 0)
                .Select(app => Line(app!, "type", "slug", "display_name", "seconds", "times_used")),
            Columns(await ExportAsync("section=app-usage"), "type", "slug", "display_name", "seconds", "times_used"));
    }

    [Fact]
    public async Task Parameters_have_a_row_for_each_value()
    {
        var report = await scenario.ReportAsync("templates", ScenarioApp.Period);
        var expected = report["parameters_usage"]!.AsArray().SelectMany(parameter => parameter!["values"]!.AsArray().Select(value =>
            string.Join('|', Line(parameter, "name", "display_name", "type"), Line(value!, "value", "count"))));
        Assert.Equal(
            expected,
            Columns(await ExportAsync("section=parameters"), "parameter", "parameter_display_name", "parameter_type", "value", "workspaces"));
    }

    [Fact]
    public async Task Names_stand_beside_ids_and_hours_beside_seconds()
    {
        var users = scenario.Scenario.Catalog["users"]!.AsArray().ToDictionary(user => user!["id"]!.ToString(), user => user!["name"]?.ToString() ?? "");
        var templates = scenario.Scenario.Catalog["templates"]!.AsArray().ToDictionary(
            template => template!["id"]!.ToString(),
            template => template!["display_name"]?.ToString() is { Length: > 0 } shown ? shown : template["name"]!.ToString());
        var activity = await ExportAsync("section=user-activity");
        Assert.All(
            Columns(activity, "user_id", "name").Select(row => row.Split('|')), row => Assert.Equal(users.GetValueOrDefault(row[0], ""), row[1]));
        foreach (var rows in (IReadOnlyList<string[]>[])[activity, await ExportAsync("section=app-usage")])
        {
            Assert.All(
                Columns(rows, "seconds", "hours").Select(row => row.Split('|')),
                row => Assert.Equal(Math.Round(double.Parse(row[0], Invariant) / 3600, 4), double.Parse(row[1], Invariant)));
        }

        foreach (var section in Sections.Skip(1))
        {
            Assert.All(
                Columns(await ExportAsync($"section={section}"), "template_ids", "templates").Select(row => row.Split('|')),
                row => Assert.Equal(string.Join(", ", row[0].Split(' ').Select(id => templates.GetValueOrDefault(id, id))), row[1]));
        }
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("&bom=true", true)]
    [InlineData("&bom=false", false)]
    public async Task It_begins_with_a_byte_order_mark_unless_that_is_left_out(string query, bool marked)
    {
        using var response = await scenario.App.SendAsync(HttpMethod.Get, $"/api/v2/insights/export?{ScenarioApp.Period}&section=app-usage{query}");
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(marked ? "\ufefftype,slug" : "type,slug", Encoding.UTF8.GetString(bytes)[..(marked ? 10 : 9)]);
    }

    [Fact]
    public async Task Everything_is_one_table_of_all_sections()
    {
        var all = await ExportAsync("");
        Assert.Equal("section", all[0][0]);
        Assert.All(all, row => Assert.Equal(all[0].Length, row.Length));
        Assert.Equal(Sections, all.Skip(1).Select(row => row[0]).Distinct());
        foreach (var section in Sections)
        {
            var alone = await ExportAsync($"section={section}");
            var places = alone[0].Select(column => Array.IndexOf(all[0], column)).ToArray();
            Assert.Equal(alone.Skip(1), all.Where(row => row[0] == section).Select(row => places.Select(place => row[place]).ToArray()));
        }
    }

    [Fact]
    public async Task It_is_a_file_with_a_name()
    {
        using var response = await scenario.App.SendAsync(HttpMethod.Get, $"/api/v2/insights/export?{ScenarioApp.Period}&section=app-usage&format=csv");
        Assert.Equal("text/csv; charset=utf-8; header=present", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment; filename=\"insights-app-usage-2026-09-01-2026-10-08.csv\"", response.Content.Headers.ContentDisposition?.ToString());
    }

    [Theory]
    [InlineData("format=xlsx", "format")]
    [InlineData("bom=no", "bom")]
    [InlineData("section=unknown", "section")]
    [InlineData("section=app-usage,parameters", "section")]
    [InlineData("interval=month", "interval")]
    [InlineData("sections=report", "sections")]
    public async Task What_cannot_be_read_is_named(string query, string field) =>
        (await ApiAnswer.GetAsync(scenario.App, $"/api/v2/insights/export?{ScenarioApp.Period}&{query}")).AssertError(HttpStatusCode.BadRequest, field);

    private static IEnumerable<string> Columns(IReadOnlyList<string[]> rows, params string[] names)
    {
        var places = names.Select(name => Array.IndexOf(rows[0], name)).ToArray();
        return rows.Skip(1).Select(row => string.Join('|', places.Select(place => row[place])));
    }

    private static string Line(JsonNode node, params string[] fields) => string.Join('|', fields.Select(field => node[field]!.ToString()));

    private async Task<IReadOnlyList<string[]>> ExportAsync(string query)
    {
        var answer = await ApiAnswer.GetAsync(scenario.App, $"/api/v2/insights/export?{ScenarioApp.Period}&{query}");
        return CsvText.Parse(answer.AssertStatus(HttpStatusCode.OK).Text);
    }
}
