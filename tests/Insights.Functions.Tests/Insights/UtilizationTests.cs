using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>What runs unused, asked for over HTTP.</summary>
public sealed class UtilizationTests(StorageEmulator emulator)
{
    private const string Period = "start_time=2026-11-05T00:00:00Z&end_time=2026-11-05T15:00:00Z";

    private static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 20, 0, TimeSpan.Zero);

    [Fact]
    public async Task Nothing_runs_in_the_future_and_what_was_never_used_since_it_started_is_named()
    {
        await using var app = await StartAsync();
        var report = (await app.GetAsync($"/api/v2/insights/utilization?{Period}"))["report"]!;
        var passed = (long)(app.Clock.GetUtcNow() - Now).TotalSeconds;

        // Ann's ran from 12:00 until now and was used for a minute; Ben's from yesterday on, and nobody used it.
        var workspaces = report["workspaces"]!.AsArray();
        Assert.Equal(["ann false", "ben true"], workspaces.Select(one => $"{one!["username"]} {one["never_used"]}").Order());
        Assert.All(workspaces, one => Assert.True(one!["running"]!.GetValue<bool>()));
        var seconds = workspaces.ToDictionary(one => one!["username"]!.ToString(), one => one!["running_seconds"]!.GetValue<long>());
        Assert.InRange(seconds["ann"], 8400, 8400 + passed);
        Assert.InRange(seconds["ben"], 51_600, 51_600 + passed);
        Assert.Equal(60, report["used_seconds"]!.GetValue<int>());
        Assert.Equal(1, report["workspaces_never_used"]!.GetValue<int>());
        Assert.Equal(1, report["workspaces_unknown"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_rate_takes_the_place_of_what_builds_say_and_without_any_there_is_no_cost()
    {
        await using var app = await StartAsync();
        var credits = (await app.GetAsync($"/api/v2/insights/utilization?{Period}"))["report"]!;
        Assert.Equal(["ben"], credits["workspaces"]!.AsArray().Where(one => one!["cost"] is not null).Select(one => one!["username"]!.ToString()));
        Assert.InRange(credits["cost"]!.GetValue<double>(), 14.3333, 15.3333);
        var priced = (await app.GetAsync($"/api/v2/insights/utilization?{Period}&hourly_rate=0.5&sections=users"))["report"]!;
        Assert.Equal(priced["running_seconds"]!.GetValue<long>() / 7200d, priced["cost"]!.GetValue<double>(), precision: 3);
        Assert.Null(priced["workspaces"]);
    }

    [Theory]
    [InlineData("hourly_rate=-1", "hourly_rate")]
    [InlineData("hourly_rate=1e3", "hourly_rate")]
    [InlineData("hourly_rate=NaN", "hourly_rate")]
    [InlineData("hourly_rate=1000001", "hourly_rate")]
    [InlineData("hourly_rate=0,5", "hourly_rate")]
    [InlineData("sections=report", "sections")]
    [InlineData("interval=day", "interval")]
    [InlineData("names=yes", "names")]
    public async Task What_cannot_be_read_is_named(string query, string field)
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        (await ApiAnswer.GetAsync(app, $"/api/v2/insights/utilization?{Period}&{query}")).AssertError(HttpStatusCode.BadRequest, field);
    }

    [Fact]
    public async Task Sections_of_an_export_have_the_figures_of_the_reports()
    {
        await using var app = await StartAsync();
        var yesterday = "start_time=2026-11-04T00:00:00Z&end_time=2026-11-05T00:00:00Z";
        var report = (await app.GetAsync($"/api/v2/insights/utilization?{yesterday}&hourly_rate=2"))["report"]!;
        Assert.Equal(
            report["workspaces"]!.AsArray().Select(one => string.Join('|', one!["workspace_id"], one["username"], one["running_seconds"], one["cost"], one["never_used"])),
            await ColumnsAsync(app, $"{yesterday}&section=utilization&hourly_rate=2", "workspace_id", "username", "running_seconds", "cost", "never_used"));
        var adoption = (await app.GetAsync($"/api/v2/insights/adoption?{Period}"))["report"]!;
        Assert.Equal(
            adoption["weeks"]!.AsArray().Select(one => string.Join('|', one!["active"], one["new"], one["lapsed"])),
            await ColumnsAsync(app, $"{Period}&section=adoption", "active_users", "new_users", "lapsed_users"));
        Assert.Equal(["1|0|1|1"], await ColumnsAsync(app, $"{Period}&section=cohorts", "new_users", "week", "active_users", "share"));
        var support = (await app.GetAsync($"/api/v2/insights/support?{Period}"))["report"]!;
        Assert.Equal(
            support["users"]!.AsArray().Select(one => $"{one!["user_id"]}|{one["seconds"]}|{string.Join(", ", one["signals"]!.AsArray())}"),
            await ColumnsAsync(app, $"{Period}&section=support", "user_id", "seconds", "signals"));
        Assert.Equal(["cpu|8|3|1"], await ColumnsAsync(app, "start_time=2026-11-01T00:00:00Z&end_time=2026-11-05T15:00:00Z&section=parameter-values&interval=month", "parameter", "value", "workspaces", "share"));
    }

    [Theory]
    [InlineData("section=utilisation", "section")]
    [InlineData("section=parameter-values&interval=year", "interval")]
    [InlineData("section=active-users&interval=month", "interval")]
    public async Task A_section_that_there_is_not_is_named(string query, string field)
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        (await ApiAnswer.GetAsync(app, $"/api/v2/insights/export?{Period}&{query}")).AssertError(HttpStatusCode.BadRequest, field);
    }

    private async Task<InsightsApp> StartAsync()
    {
        var app = await InsightsApp.StartAsync(emulator, Now);
        await app.PostAsync("catalog", new JsonObject
        {
            ["users"] = new JsonArray(
                new JsonObject { ["id"] = Stats.User(1), ["username"] = "ann" },
                new JsonObject { ["id"] = Stats.User(2), ["username"] = "ben" }),
        });
        await app.PostAsync("workspace-builds", new JsonObject
        {
            ["builds"] = new JsonArray(
                Build(1, 1, Now.Date.AddHours(12), new JsonObject { ["transition"] = "start", ["daily_cost"] = 0 }),
                Build(2, 2, Now.Date.AddHours(-3), new JsonObject { ["transition"] = "start", ["job_status"] = "succeeded", ["completed_at"] = "2026-11-04T21:00:30Z", ["daily_cost"] = 24 }),
                Build(3, 2, Now.Date.AddHours(1), [])),
        });
        await app.PostAsync("agent-stats", Stats.Of(Now.AddHours(-1), 1));
        await app.DrainAsync();
        return app;
    }

    private static JsonObject Build(int workspace, int owner, DateTime at, JsonObject more)
    {
        var build = new JsonObject
        {
            ["id"] = new Guid(workspace, 1, 0, new byte[8]),
            ["workspace_id"] = new Guid(workspace, 2, 0, new byte[8]),
            ["owner_id"] = Stats.User(owner),
            ["template_id"] = Stats.Template,
            ["template_version_id"] = new Guid(3, 3, 0, new byte[8]),
            ["build_number"] = 1,
            ["created_at"] = at.ToString("s", CultureInfo.InvariantCulture) + "Z",
            ["parameters"] = new JsonArray(new JsonObject { ["name"] = "cpu", ["value"] = "8" }),
        };
        foreach (var (name, value) in more)
        {
            build[name] = value?.DeepClone();
        }

        return build;
    }

    private static async Task<IEnumerable<string>> ColumnsAsync(InsightsApp app, string query, params string[] names)
    {
        using var answer = await app.SendAsync(HttpMethod.Get, $"/api/v2/insights/export?{query}&bom=false");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        var rows = CsvText.Parse(text);
        return rows.Skip(1).Select(row => string.Join('|', names.Select(name => row[Array.IndexOf(rows[0], name)])));
    }
}
