using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>An export has the figures of the reports.</summary>
public sealed class ExportTests(ScenarioApp scenario) : IClassFixture<ScenarioApp>
{
    private static readonly string[] Sections = ["active-users", "user-latency", "app-usage", "user-activity", "parameters"];

    [Fact]
    public async Task Active_users_are_those_of_the_intervals()
    {
        var answer = await scenario.App.GetAsync($"/api/v2/insights/templates?{ScenarioApp.Period}&interval=day&timezone=Europe/Berlin");
        var rows = await ExportAsync("section=active-users&interval=day&timezone=Europe/Berlin");
        Assert.Equal(["start_time", "end_time", "interval", "active_users"], rows[0]);
        Assert.Equal(
            answer["interval_reports"]!.AsArray().Select(day => Line(day!, "start_time", "end_time", "interval", "active_users")),
            rows.Skip(1).Select(row => string.Join('|', row)));
    }

    [Fact]
    public async Task Users_are_those_of_the_reports()
    {
        var activity = await scenario.ReportAsync("user-activity", ScenarioApp.Period);
        Assert.Equal(
            activity["users"]!.AsArray().Select(user => Line(user!, "user_id", "username", "seconds")),
            (await ExportAsync("section=user-activity")).Skip(1).Select(row => string.Join('|', row[..3])));

        var latency = await scenario.ReportAsync("user-latency", ScenarioApp.Period);
        var measured = (await ExportAsync("section=user-latency")).Skip(1).ToArray();
        Assert.Equal(latency["users"]!.AsArray().Select(user => Line(user!["latency_ms"]!, "p50", "p95")), measured.Select(row => $"{row[2]}|{row[3]}"));
        Assert.Equal(
            latency["users"]!.AsArray().Select(user => string.Join(' ', user!["template_ids"]!.AsArray())), measured.Select(row => row[4]));
    }

    [Fact]
    public async Task Apps_are_those_that_were_used()
    {
        var report = await scenario.ReportAsync("templates", ScenarioApp.Period);
        Assert.Equal(
            report["apps_usage"]!.AsArray().Where(app => app!["seconds"]!.GetValue<long>() > 0)
                .Select(app => Line(app!, "type", "slug", "display_name", "seconds", "times_used")),
            (await ExportAsync("section=app-usage")).Skip(1).Select(row => string.Join('|', row[..5])));
    }

    [Fact]
    public async Task Parameters_have_a_row_for_each_value()
    {
        var report = await scenario.ReportAsync("templates", ScenarioApp.Period);
        var expected = report["parameters_usage"]!.AsArray().SelectMany(parameter => parameter!["values"]!.AsArray().Select(value =>
            string.Join('|', Line(parameter, "name", "display_name", "type"), Line(value!, "value", "count"))));
        Assert.Equal(expected, (await ExportAsync("section=parameters")).Skip(1).Select(row => string.Join('|', row[..5])));
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
    [InlineData("section=unknown", "section")]
    [InlineData("section=app-usage,parameters", "section")]
    [InlineData("interval=month", "interval")]
    [InlineData("sections=report", "sections")]
    public async Task What_cannot_be_read_is_named(string query, string field) =>
        (await ApiAnswer.GetAsync(scenario.App, $"/api/v2/insights/export?{ScenarioApp.Period}&{query}")).AssertError(HttpStatusCode.BadRequest, field);

    private static string Line(JsonNode node, params string[] fields) => string.Join('|', fields.Select(field => node[field]!.ToString()));

    private async Task<IReadOnlyList<string[]>> ExportAsync(string query)
    {
        var answer = await ApiAnswer.GetAsync(scenario.App, $"/api/v2/insights/export?{ScenarioApp.Period}&{query}");
        return CsvText.Parse(answer.AssertStatus(HttpStatusCode.OK).Text);
    }
}
