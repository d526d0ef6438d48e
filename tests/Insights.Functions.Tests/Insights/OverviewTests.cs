using System.Text.Json.Nodes;
using Insights.Functions.Tests.Reference;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>What <c>/insights/overview</c> says of a template is what the other routes say of it alone.</summary>
public sealed class OverviewTests(ScenarioApp scenario) : IClassFixture<ScenarioApp>
{
    [Theory]
    [InlineData(ScenarioApp.Period, "")]
    [InlineData(ScenarioApp.Period, "&timezone=America/St_Johns")]
    [InlineData("start_time=2026-09-29T00:00:00Z&end_time=2026-10-02T00:00:00Z", "")]
    public async Task Every_template_has_its_own_figures(string period, string zone)
    {
        var overview = await scenario.ReportAsync("overview", period + zone);
        var all = await scenario.ReportAsync("templates", period);
        Assert.Equal(all["active_users"]!.GetValue<int>(), overview["active_users"]!.GetValue<int>());
        Assert.Equal(Seconds(await scenario.ReportAsync("user-activity", period)), overview["seconds"]!.GetValue<long>());
        Assert.NotEmpty(overview["templates"]!.AsArray());
        Assert.Equal(Ids(all["template_ids"]), overview["templates"]!.AsArray().Select(template => template!["template_id"]!.GetValue<Guid>()));
        foreach (var template in overview["templates"]!.AsArray())
        {
            var alone = $"{period}&template_ids={template!["template_id"]}";
            var answer = await scenario.App.GetAsync($"/api/v2/insights/templates?{alone}{zone}&interval=day");
            Assert.Equal(answer["report"]!["active_users"]!.GetValue<int>(), template["active_users"]!.GetValue<int>());
            Assert.Equal(
                answer["interval_reports"]!.AsArray().Select(day => day!["active_users"]!.GetValue<int>()),
                template["daily_active_users"]!.AsArray().Select(users => users!.GetValue<int>()));
            Assert.Equal(Seconds(await scenario.ReportAsync("user-activity", alone)), template["seconds"]!.GetValue<long>());
        }
    }

    [Fact]
    public async Task What_has_no_usage_is_unused()
    {
        // Before anything happened: every template that there was.
        var overview = await scenario.ReportAsync("overview", "start_time=2026-06-01T00:00:00Z&end_time=2026-06-02T00:00:00Z&sections=unused");
        var there = scenario.Scenario.Catalog["templates"]!.AsArray()
            .Where(template => !(template!["created_at"] is { } created && GivenReader.Time(created.GetValue<string>()) >= new DateTimeOffset(2026, 6, 2, 0, 0, 0, TimeSpan.Zero)))
            .Select(template => template!["id"]!.GetValue<Guid>());
        Assert.Equal(there.Order(), Ids(overview["unused_template_ids"]));
        Assert.NotEmpty(Ids(overview["unused_template_ids"]));
        Assert.Null(overview["unchanged_parameters"]);
    }

    [Theory]
    [InlineData("sections=unknown", "sections")]
    [InlineData("sections=templates,", "sections")]
    [InlineData("interval=day", "interval")]
    [InlineData("timezone=Mars/Phobos", "timezone")]
    public async Task What_cannot_be_read_is_named(string query, string field)
    {
        var answer = await Http.ApiAnswer.GetAsync(scenario.App, $"/api/v2/insights/overview?{ScenarioApp.Period}&{query}");
        answer.AssertError(System.Net.HttpStatusCode.BadRequest, field);
    }

    private static Guid[] Ids(JsonNode? list) => [.. list!.AsArray().Select(id => id!.GetValue<Guid>())];

    private static long Seconds(JsonNode activity) => activity["users"]!.AsArray().Sum(user => user!["seconds"]!.GetValue<long>());
}
