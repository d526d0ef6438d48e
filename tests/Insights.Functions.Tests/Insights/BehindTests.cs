using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Those behind a figure are as many as the figure says.</summary>
public sealed class BehindTests(ScenarioApp scenario) : IClassFixture<ScenarioApp>
{
    [Fact]
    public async Task A_bar_of_the_distribution_of_latency_is_the_half_hours_of_its_people()
    {
        var connection = await scenario.ReportAsync("connection", ScenarioApp.Period);
        Assert.Contains(connection["histogram"]!.AsArray(), bar => (int)bar!["half_hours"]! > 0);
        foreach (var bar in connection["histogram"]!.AsArray())
        {
            var bounds = string.Create(CultureInfo.InvariantCulture, $"from_ms={(double)bar!["from_ms"]!}{(bar["to_ms"] is { } to ? $"&to_ms={(double)to}" : "")}");
            Assert.Equal((int)bar["half_hours"]!, (await PeopleAsync($"behind=latency&{bounds}")).Sum(user => (int)user!["half_hours"]!));
        }

        foreach (var hour in connection["hours"]!.AsArray())
        {
            Assert.Equal((int)hour!["half_hours"]!, (await PeopleAsync($"behind=latency&hour={hour["hour"]}")).Sum(user => (int)user!["half_hours"]!));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("&timezone=America/St_Johns")]
    public async Task A_week_and_a_cell_of_a_cohort_are_as_many_people_as_they_say(string zone)
    {
        var adoption = await scenario.ReportAsync("adoption", "start_time=2026-09-13T00:00:00-02:30&end_time=2026-10-06T00:00:00-02:30" + zone);
        Assert.Contains(adoption["weeks"]!.AsArray(), week => (int)week!["lapsed"]! > 0);
        foreach (var week in adoption["weeks"]!.AsArray())
        {
            var period = $"start_time={week!["start_time"]}&end_time={week["end_time"]}{zone}";
            foreach (var which in (string[])["new", "returning", "resumed", "lapsed"])
            {
                Assert.Equal((int)week[which]!, (await UsersAsync($"{period}&behind={which}")).Count);
            }
        }

        foreach (var cohort in adoption["cohorts"]!.AsArray())
        {
            var weeks = adoption["weeks"]!.AsArray().SkipWhile(week => $"{week!["start_time"]}" != $"{cohort!["start_time"]}");
            foreach (var (week, active) in weeks.Zip(cohort!["active"]!.AsArray()))
            {
                Assert.Equal((int)active!, (await UsersAsync($"start_time={week!["start_time"]}&end_time={week["end_time"]}{zone}&behind=cohort&cohort={cohort["start_time"]}")).Count);
            }
        }
    }

    [Fact]
    public async Task A_value_of_a_parameter_is_the_workspaces_of_its_owners()
    {
        var parameters = (await scenario.ReportAsync("parameters", ScenarioApp.Period + "&interval=month"))["parameters"]!.AsArray();
        Assert.Equal(parameters.Count, parameters.Select(parameter => (string)parameter!["key"]!).Distinct().Count());
        Assert.NotEqual(parameters.Count, parameters.Select(parameter => (string)parameter!["name"]!).Distinct().Count());
        foreach (var (parameter, value) in parameters.SelectMany(parameter => parameter!["values"]!.AsArray(), (parameter, value) => (parameter!, value!)))
        {
            var owners = await PeopleAsync(
                $"behind=parameter&parameter={Uri.EscapeDataString($"{parameter["name"]}")}&value={Uri.EscapeDataString($"{value["value"]}")}&definition={parameter["key"]}");
            Assert.Equal((int)value["count"]!, owners.Sum(owner => (int)owner!["workspaces"]!));
        }
    }

    [Fact]
    public async Task Who_was_active_is_who_the_report_on_activity_lists()
    {
        var active = (await scenario.ReportAsync("user-activity", ScenarioApp.Period))["users"]!.AsArray();
        var people = await PeopleAsync("");
        Assert.Equal(active.Select(user => ((string)user!["user_id"]!, (long)user["seconds"]!)), people.Select(user => ((string)user!["user_id"]!, (long)user["seconds"]!)));
        var byHour = new List<long>();
        for (var hour = 0; hour < 24; hour++)
        {
            byHour.Add((await PeopleAsync($"hour={hour}")).Sum(user => (long)user!["seconds"]!));
        }

        Assert.Equal(active.Sum(user => (long)user!["seconds"]!), byHour.Sum());
    }

    [Theory]
    [InlineData("behind=nobody", "behind")]
    [InlineData("behind=new", "end_time")]
    [InlineData("behind=parameter", "parameter")]
    [InlineData("value=", "value")]
    [InlineData("behind=latency&from_ms=-1", "from_ms")]
    [InlineData("behind=latency&to_ms=NaN", "to_ms")]
    [InlineData("from_ms=1", "from_ms")]
    [InlineData("behind=latency&hour=24", "hour")]
    [InlineData("weekday=0", "weekday")]
    [InlineData("behind=cohort&cohort=yesterday", "cohort")]
    [InlineData("behind=cohort&cohort=9999-12-31T00:00:00Z", "cohort")]
    public async Task What_cannot_be_read_is_named(string query, string field) =>
        (await ApiAnswer.GetAsync(scenario.App, $"/api/v2/insights/people?{ScenarioApp.Period}&{query}")).AssertError(HttpStatusCode.BadRequest, field);

    [Fact]
    public async Task The_same_people_are_a_file()
    {
        using var answer = await scenario.App.SendAsync(HttpMethod.Get, $"/api/v2/insights/export?{ScenarioApp.Period}&section=people&behind=latency&from_ms=20&bom=false");
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var people = await PeopleAsync("behind=latency&from_ms=20");
        Assert.Equal(people.Select(user => $"{user!["user_id"]},{user["username"]}"), lines.Skip(1).Select(line => string.Join(',', line.Split(',').Take(2))));
        Assert.StartsWith("user_id,username,name,seconds,hours,half_hours,", lines[0], StringComparison.Ordinal);
    }

    private Task<JsonArray> PeopleAsync(string query) => UsersAsync($"{ScenarioApp.Period}&{query}");

    private async Task<JsonArray> UsersAsync(string query) => (await scenario.ReportAsync("people", query))["users"]!.AsArray();
}
