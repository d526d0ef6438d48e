using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>A user of the system, such as the owner of prebuilt workspaces, is nobody unless asked for.</summary>
public sealed class SystemUserTests(StorageEmulator emulator)
{
    private const string Period = "start_time=2026-10-07T00:00:00Z&end_time=2026-10-08T00:00:00Z";

    private static readonly DateTimeOffset Now = new(2026, 10, 8, 9, 45, 0, TimeSpan.Zero);
    private static readonly Guid Version = new("80000000-0000-0000-0000-000000000001");

    [Theory]
    [InlineData("templates?", "$.report.active_users", 1, 2)]
    [InlineData("templates?", "$.report.apps_usage[0].seconds", 60, 120)]
    [InlineData("templates?interval=day&", "$.interval_reports[0].active_users", 1, 2)]
    [InlineData("templates?", "$.report.parameters_usage[0].values[0].count", 1, 2)]
    [InlineData("user-activity?", "$.report.users.length", 1, 2)]
    [InlineData("user-latency?", "$.report.users.length", 1, 2)]
    [InlineData("overview?", "$.report.active_users", 1, 2)]
    [InlineData("overview?", "$.report.templates[0].seconds", 60, 120)]
    [InlineData("overview?sections=parameters&", "$.report.unchanged_parameters[0].workspaces", 1, 2)]
    [InlineData("daus?", "$.entries[59].amount", 1, 2)]
    [InlineData("../templates/70000000-0000-0000-0000-000000000001/daus?", "$.entries[59].amount", 1, 2)]
    public async Task A_report_counts_people_and_the_system_when_asked(string report, string figure, int people, int all)
    {
        await using var app = await FilledAsync();
        var path = $"/api/v2/insights/{report}{(report.Contains("daus", StringComparison.Ordinal) ? "" : Period + "&")}";
        Assert.Equal(people, Figure(await app.GetAsync(path.TrimEnd('&', '?')), figure));
        Assert.Equal(people, Figure(await app.GetAsync(path + "include_system=false"), figure));
        Assert.Equal(all, Figure(await app.GetAsync(path + "include_system=true"), figure));
    }

    [Fact]
    public async Task An_export_counts_people_and_the_system_when_asked()
    {
        await using var app = await FilledAsync();
        Assert.Equal(2, (await LinesAsync("section=user-activity")).Length);
        Assert.Equal(3, (await LinesAsync("section=user-activity&include_system=true")).Length);
        Assert.Contains(",1,70000000-0000-0000-0000-000000000001,", (await LinesAsync("section=parameters"))[1], StringComparison.Ordinal);
        Assert.Contains(",2,70000000-0000-0000-0000-000000000001,", (await LinesAsync("section=parameters&include_system=true"))[1], StringComparison.Ordinal);

        async Task<string[]> LinesAsync(string query)
        {
            using var response = await app.SendAsync(HttpMethod.Get, $"/api/v2/insights/export?{Period}&{query}");
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        }
    }

    [Fact]
    public async Task A_system_user_has_no_status_and_becomes_a_person_when_the_catalog_says_so()
    {
        await using var app = await FilledAsync();
        Assert.Equal(1, await ActiveAsync());
        Assert.Equal(1, Figure(await app.GetAsync($"/api/v2/insights/user-activity?{Period}"), "$.report.users.length"));
        await app.PostAsync("catalog", new JsonObject { ["users"] = new JsonArray(User(2, isSystem: false)) });
        Assert.Equal(2, await ActiveAsync());
        Assert.Equal(2, Figure(await app.GetAsync($"/api/v2/insights/user-activity?{Period}"), "$.report.users.length"));

        // What is not said stays as it was.
        await app.PostAsync("catalog", new JsonObject { ["users"] = new JsonArray(User(2, isSystem: true)) });
        await app.PostAsync("catalog", new JsonObject { ["users"] = new JsonArray(User(2, isSystem: null)) });
        Assert.Equal(1, await ActiveAsync());

        async Task<int> ActiveAsync() =>
            (int)(await app.GetAsync("/api/v2/insights/user-status-counts"))["status_counts"]!["active"]!.AsArray()[^1]!["count"]!;
    }

    [Theory]
    [InlineData("templates?include_system=yes&" + Period)]
    [InlineData("daus?include_system=1")]
    public async Task It_is_true_or_false(string path)
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        using var response = await app.SendAsync(HttpMethod.Get, $"/api/v2/insights/{path}");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal("include_system", (string?)body["validations"]![0]!["field"]);
    }

    private static JsonObject User(int number, bool? isSystem) => new()
    {
        ["id"] = Stats.User(number),
        ["username"] = $"user{number}",
        ["status"] = "active",
        ["created_at"] = "2026-09-01T00:00:00Z",
        ["is_system"] = isSystem,
    };

    private static JsonObject Build(int user) => new()
    {
        ["id"] = Stats.User(100 + user),
        ["workspace_id"] = Stats.User(200 + user),
        ["owner_id"] = Stats.User(user),
        ["template_id"] = Stats.Template,
        ["template_version_id"] = Version,
        ["build_number"] = 1,
        ["created_at"] = "2026-10-07T08:00:00Z",
        ["parameters"] = new JsonArray(new JsonObject { ["name"] = "cpu", ["value"] = "4" }),
    };

    private static int Figure(JsonNode answer, string path)
    {
        JsonNode at = answer;
        foreach (var part in path.Split('.', '[', ']').Skip(1).Where(part => part.Length > 0))
        {
            if (part == "length")
            {
                return at.AsArray().Count;
            }

            at = int.TryParse(part, out var index) ? at[index]! : at[part]!;
        }

        return (int)at;
    }

    // User 1 is a person, user 2 the system's; both with a minute, a latency and a build on the day.
    private async Task<InsightsApp> FilledAsync()
    {
        var app = await InsightsApp.StartAsync(emulator, Now);
        await app.PostAsync("catalog", new JsonObject
        {
            ["users"] = new JsonArray(User(1, isSystem: null), User(2, isSystem: true)),
            ["template_versions"] = new JsonArray(new JsonObject
            {
                ["id"] = Version,
                ["template_id"] = Stats.Template,
                ["parameters"] = new JsonArray(new JsonObject { ["name"] = "cpu", ["type"] = "number", ["default_value"] = "4" }),
            }),
        });
        await app.PostAsync("workspace-builds", new JsonObject { ["builds"] = new JsonArray(Build(1), Build(2)) });
        await app.PostAsync("agent-stats", Stats.Of(Now.AddDays(-1), user: 1));
        await app.PostAsync("agent-stats", Stats.Of(Now.AddDays(-1), user: 2));
        await app.DrainAsync();
        await InsightsApp.Eventually(async () =>
            Figure(await app.GetAsync($"/api/v2/insights/user-activity?{Period}&include_system=true"), "$.report.users.length") == 2);
        return app;
    }
}
