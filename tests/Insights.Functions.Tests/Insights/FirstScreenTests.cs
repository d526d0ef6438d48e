using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>What <c>/insights/dashboard</c> says in one answer is what the other routes say one by one.</summary>
public sealed class FirstScreenTests(ScenarioApp scenario) : IClassFixture<ScenarioApp>
{
    private const string Week = "start_time=2026-09-29T00:00:00Z&end_time=2026-10-02T00:00:00Z";

    [Theory]
    [InlineData(ScenarioApp.Period, "&timezone=America/St_Johns")]
    [InlineData(ScenarioApp.Period, "&include_system=true")]
    [InlineData(Week, "&interval=day")]
    public async Task Each_section_is_what_its_own_route_answers(string period, string also)
    {
        var screen = await GetAsync($"dashboard?{period}{also}&sections=report,interval_reports,users,overview,unused,parameters&also=2026-09-29T00:00:00Z/2026-10-02T00:00:00Z,2026-09-30T00:00:00Z/2026-09-30T00:00:00Z");
        var templates = await GetAsync($"templates?{period}{also}{(also.Contains("interval", StringComparison.Ordinal) ? "" : "&interval=day")}");
        Same(templates["report"], screen["report"]);
        Same(templates["interval_reports"], screen["interval_reports"]);

        var people = also.Replace("&timezone=America/St_Johns", "", StringComparison.Ordinal).Replace("&interval=day", "", StringComparison.Ordinal);
        var (activity, latency) = (await GetAsync($"user-activity?{period}{people}&names=true"), await GetAsync($"user-latency?{period}{people}"));
        Same(activity["report"]!["template_ids"], screen["template_ids"]);
        Assert.NotEmpty(screen["users"]!.AsArray());
        Same(
            new JsonArray([.. activity["report"]!["users"]!.AsArray().Zip(latency["report"]!["users"]!.AsArray(), (active, measured) => new JsonObject
            {
                ["template_ids"] = active!["template_ids"]!.DeepClone(),
                ["user_id"] = active["user_id"]!.DeepClone(),
                ["username"] = active["username"]!.DeepClone(),
                ["name"] = activity["names"]![active["user_id"]!.GetValue<string>()]?.DeepClone() ?? "",
                ["avatar_url"] = active["avatar_url"]!.DeepClone(),
                ["seconds"] = active["seconds"]!.DeepClone(),
                ["latency_ms"] = measured!["latency_ms"]!.DeepClone(),
            })]),
            screen["users"]);

        var everywhere = also.Replace("&interval=day", "", StringComparison.Ordinal);
        var overview = await GetAsync($"overview?{period}{everywhere}");
        foreach (var list in (string[])["unused_template_ids", "unused_apps", "unchanged_parameters"])
        {
            Same(overview["report"]![list], screen[list]);
            overview["report"]!.AsObject().Remove(list);
        }

        Same(overview["report"], screen["overview"]);
        Same(overview["data_since"], screen["data_since"]);
        Same((await GetAsync($"overview?{Week}{everywhere}&sections=templates"))["report"], screen["also"]![0]);
        Assert.Equal((0, 2), (screen["also"]![1]!["active_users"]!.GetValue<int>(), screen["also"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_section_that_is_not_asked_for_is_absent()
    {
        Assert.Equal(
            ["start_time", "end_time", "report", "interval_reports", "template_ids", "users", "data_since"],
            (await GetAsync($"dashboard?{ScenarioApp.Period}")).AsObject().Select(field => field.Key));
        Assert.Equal(
            ["start_time", "end_time", "interval_reports", "data_since"],
            (await GetAsync($"dashboard?{ScenarioApp.Period}&sections=interval_reports")).AsObject().Select(field => field.Key));
    }

    [Theory]
    [InlineData("sections=unknown", "sections")]
    [InlineData("interval=year", "interval")]
    [InlineData("names=true", "names")]
    [InlineData("also=2026-09-29T00:00:00Z", "also")]
    [InlineData("also=2026-09-29T00:00:00Z/2026-09-28T00:00:00Z", "also")]
    [InlineData("also=2026-09-29T00:30:00Z/2026-09-30T00:00:00Z", "also")]
    [InlineData("also=a/b,a/b,a/b,a/b,a/b", "also")]
    public async Task What_cannot_be_read_is_named(string query, string field) =>
        (await ApiAnswer.GetAsync(scenario.App, $"/api/v2/insights/dashboard?{ScenarioApp.Period}&{query}")).AssertError(HttpStatusCode.BadRequest, field);

    private static void Same(JsonNode? expected, JsonNode? actual) => Assert.Equal(expected?.ToJsonString(), actual?.ToJsonString());

    private Task<JsonNode> GetAsync(string report) => scenario.App.GetAsync($"/api/v2/insights/{report}");
}
