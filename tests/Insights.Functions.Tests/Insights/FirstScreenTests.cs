using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Reference;
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

    [Theory]
    [InlineData(ScenarioApp.Period)]
    [InlineData(Week)]
    [InlineData("start_time=2026-06-01T00:00:00Z&end_time=2026-06-02T00:00:00Z")]
    public async Task The_figures_are_what_the_lists_of_users_add_up_to(string period)
    {
        var screen = await GetAsync($"dashboard?{period}&sections=users,figures,builds");
        var users = screen["users"]!.AsArray();
        double[] medians = [.. users.Select(user => user!["latency_ms"]!["p50"]!.GetValue<double>()).Where(median => median >= 0).Order()];
        Assert.Equal(users.Count, (int)screen["figures"]!["active_users"]!);
        Assert.Equal(users.Sum(user => (long)user!["seconds"]!), (long)screen["figures"]!["seconds"]!);
        var latency = screen["figures"]!["latency_ms"]!;
        Assert.Equal(medians.Length == 0 ? -1 : (medians[(medians.Length - 1) / 2] + medians[medians.Length / 2]) / 2, (double)latency["p50"]!, 1e-9);
        Assert.Equal((medians.Length, medians.Count(median => median > 300)), ((int)latency["measured_users"]!, (int)latency["poor_users"]!));

        var given = GivenReader.Read(scenario.Scenario, ScenarioApp.Now);
        var query = new ReferenceQuery([.. period.Split('&').Select(part => KeyValuePair.Create<string, JsonNode?>(part.Split('=')[0], part.Split('=')[1]))]);
        var builds = given.Builds.Where(build => build.CreatedAt >= query.StartTime && build.CreatedAt < query.EndTime && ReferenceFilter.Counts(query, given, build.OwnerId))
            .GroupBy(build => build.Id).Select(build => build.Last()).ToArray();
        Assert.Equal(
            (builds.Length, builds.Count(build => build.JobStatus == "failed"), builds.DistinctBy(build => build.WorkspaceId).Count()),
            ((int)screen["builds"]!["builds"]!, (int)screen["builds"]!["failed"]!, (int)screen["builds"]!["workspaces"]!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&timezone=America/St_Johns&apps=vscode")]
    public async Task Another_period_is_what_it_is_when_it_is_asked_for_alone(string also)
    {
        const string Sections = "report,interval_reports,figures,builds";
        var alone = await GetAsync($"dashboard?{Week}{also}&sections={Sections}");
        var screen = await GetAsync($"dashboard?{ScenarioApp.Period}{also}&sections={Sections}&compare=2026-09-29T00:00:00Z/2026-10-02T00:00:00Z&compare_sections={Sections}");
        Same(Sorted(alone), Sorted(screen["compared"]));
        var shown = (await GetAsync($"dashboard?{ScenarioApp.Period}{also}&sections={Sections}"))!;
        screen.AsObject().Remove("compared");
        Same(shown, screen);
        Assert.NotEqual(shown["figures"]!.ToJsonString(), alone["figures"]!.ToJsonString());
    }

    [Fact]
    public async Task Other_templates_are_what_they_are_when_they_are_asked_for_alone()
    {
        var templates = (await scenario.ReportAsync("templates", ScenarioApp.Period))["template_ids"]!.AsArray();
        var (one, other) = ($"{templates[0]}", $"{templates[1]}");
        const string Sections = "report,interval_reports,figures,builds";
        var screen = await GetAsync($"dashboard?{ScenarioApp.Period}&template_ids={one}&sections=figures&compare_template_ids={other}&compare_sections={Sections}");
        Same(Sorted(await GetAsync($"dashboard?{ScenarioApp.Period}&template_ids={other}&sections={Sections}")), Sorted(screen["compared"]));
        Same((await GetAsync($"dashboard?{ScenarioApp.Period}&template_ids={one}&sections=figures"))["figures"], screen["figures"]);
        var figures = (await GetAsync($"dashboard?{Week}&template_ids={other}&sections=figures"))["figures"];
        Same(figures, (await GetAsync($"dashboard?{ScenarioApp.Period}&template_ids={one}&sections=figures&compare_template_ids={other}&compare=2026-09-29T00:00:00Z/2026-10-02T00:00:00Z"))["compared"]!["figures"]);
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
    [InlineData("compare=2026-09-29T00:00:00Z", "compare")]
    [InlineData("compare=2026-09-29T00:00:00Z/2026-09-28T00:00:00Z", "compare")]
    [InlineData("compare=2026-09-28T00:00:00Z/2026-09-29T00:00:00Z,2026-09-28T00:00:00Z/2026-09-29T00:00:00Z", "compare")]
    [InlineData("compare_sections=report", "compare_sections")]
    [InlineData("compare_sections=users&compare=2026-09-28T00:00:00Z/2026-09-29T00:00:00Z", "compare_sections")]
    [InlineData("compare_template_ids=x", "compare_template_ids")]
    public async Task What_cannot_be_read_is_named(string query, string field) =>
        (await ApiAnswer.GetAsync(scenario.App, $"/api/v2/insights/dashboard?{ScenarioApp.Period}&{query}")).AssertError(HttpStatusCode.BadRequest, field);

    // The same keys and values in any order of the keys.
    private static JsonObject Sorted(JsonNode? screen) =>
        new(screen!.AsObject().OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    private static void Same(JsonNode? expected, JsonNode? actual) => Assert.Equal(expected?.ToJsonString(), actual?.ToJsonString());

    private Task<JsonNode> GetAsync(string report) => scenario.App.GetAsync($"/api/v2/insights/{report}");
}
