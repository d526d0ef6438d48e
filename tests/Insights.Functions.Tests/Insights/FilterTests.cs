using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Every report is narrowed to users, groups and applications in the same way.</summary>
public sealed class FilterTests(ScenarioApp scenario) : IClassFixture<ScenarioApp>
{
    private static readonly string[] Reports =
    [
        "templates", "user-activity", "user-latency", "overview", "export", "concurrency", "connection", "versions", "trends?interval=month", "forecast", "daus",
    ];

    [Fact]
    public async Task Nothing_is_narrowed_by_lists_that_are_empty()
    {
        foreach (var report in Reports)
        {
            var all = await ApiAnswer.GetAsync(scenario.App, PathOf(report, ""));
            var none = await ApiAnswer.GetAsync(scenario.App, PathOf(report, "user_ids=&group_ids=&apps="));
            Assert.Equal(all.AssertStatus(HttpStatusCode.OK).Text, none.AssertStatus(HttpStatusCode.OK).Text);
        }
    }

    [Fact]
    public async Task Every_report_refuses_what_it_cannot_read()
    {
        var tooMany = string.Join(',', Enumerable.Range(0, 101));
        foreach (var report in Reports)
        {
            foreach (var (query, field) in new[] { ("user_ids=ann", "user_ids"), ("group_ids=devs", "group_ids"), ("apps=vscode,", "apps"), ($"apps={tooMany}", "apps"), ($"apps={new string('a', 201)}", "apps") })
            {
                (await ApiAnswer.GetAsync(scenario.App, PathOf(report, query))).AssertError(HttpStatusCode.BadRequest, field);
            }
        }
    }

    [Fact]
    public async Task An_export_is_narrowed_as_its_reports_are()
    {
        var users = (await scenario.ReportAsync("user-activity", ScenarioApp.Period))["users"]!.AsArray().Select(user => user!["user_id"]!.GetValue<string>()).ToArray();
        var filter = $"user_ids={users[0]},{users[1]}&apps=vscode,ssh";
        var report = await scenario.ReportAsync("user-activity", $"{ScenarioApp.Period}&{filter}");
        Assert.NotEmpty(report["users"]!.AsArray());
        var rows = CsvText.Parse((await ApiAnswer.GetAsync(scenario.App, $"/api/v2/insights/export?{ScenarioApp.Period}&section=user-activity&{filter}")).Text);
        Assert.Equal(
            report["users"]!.AsArray().Select(user => $"{user!["user_id"]}|{user["seconds"]}"),
            rows.Skip(1).Select(row => $"{row[0]}|{row[Array.IndexOf(rows[0], "seconds")]}"));
    }

    [Fact]
    public async Task What_is_of_two_halves_of_the_people_is_of_all_of_them()
    {
        var users = (await scenario.ReportAsync("user-activity", ScenarioApp.Period))["users"]!.AsArray().Select(user => user!["user_id"]!.GetValue<string>()).ToArray();
        var halves = new List<JsonNode>();
        foreach (var half in users.Chunk((users.Length / 2) + 1))
        {
            halves.Add(await scenario.ReportAsync("templates", $"{ScenarioApp.Period}&user_ids={string.Join(',', half)}"));
        }

        var all = await scenario.ReportAsync("templates", ScenarioApp.Period);
        Assert.Equal(2, halves.Count);
        Assert.Equal(all["active_users"]!.GetValue<int>(), halves.Sum(half => half["active_users"]!.GetValue<int>()));
        Assert.Equal(Seconds(all), halves.Sum(Seconds));
    }

    private static string PathOf(string report, string query) => report switch
    {
        "daus" or "forecast" => $"/api/v2/insights/{report}?{query}",
        _ when report.Contains('?', StringComparison.Ordinal) => $"/api/v2/insights/{report}&{ScenarioApp.Period}&{query}",
        _ => $"/api/v2/insights/{report}?{ScenarioApp.Period}&{query}",
    };

    private static long Seconds(JsonNode report) => report["apps_usage"]!.AsArray().Sum(app => app!["seconds"]!.GetValue<long>());
}
