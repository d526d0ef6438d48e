using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>What a reader learns who sends the catalog as well, and asks before and after.</summary>
public sealed class SpokenForTests(StorageEmulator emulator)
{
    private static readonly Guid Elsewhere = new("60000000-0000-0000-0000-000000000002");
    private static readonly Guid Undescribed = new("70000000-0000-0000-0000-000000000009");

    [Fact]
    public async Task A_template_that_is_said_to_be_of_another_organization_keeps_the_level_that_it_had()
    {
        await using var app = await PrivateApp.StartAsync(
            emulator, "named", new Dictionary<string, string?> { ["Insights:Privacy:Organizations"] = $"{PrivateApp.Organization}=aggregated" });
        await AssertHiddenAsync();
        await app.PostAsync("catalog", Template($$""" , "organization_id": "{{Elsewhere}}" """));
        await AssertHiddenAsync();
        await app.PostAsync("catalog", Template(""));
        await AssertHiddenAsync();

        async Task AssertHiddenAsync()
        {
            var answer = await PrivateApp.AskAsync(app, HttpMethod.Get, $"/api/v2/insights/user-activity?{PrivateApp.Period}&template_ids={Stats.Template}");
            Assert.Equal("aggregated; floor=5", answer.Privacy);
            Assert.Equal([], PrivateApp.SecretsIn(answer.Text));
        }

        static JsonNode Template(string organization) => JsonNode.Parse($$"""{"templates": [{"id": "{{Stats.Template}}", "name": "many"{{organization}}}]}""")!;
    }

    [Fact]
    public async Task Of_a_template_that_the_catalog_does_not_know_the_strictest_level_holds()
    {
        await using var app = await PrivateApp.StartAsync(
            emulator, "named", new Dictionary<string, string?> { ["Insights:Privacy:Organizations"] = $"{Elsewhere}=pseudonymous" });
        await app.PostAsync("agent-stats", Stats.Of(PrivateApp.Now.AddDays(-1), user: 1, Undescribed));
        await app.DrainAsync();
        Assert.Equal("pseudonymous; floor=5", await LevelAsync(Undescribed));
        Assert.Equal("", await LevelAsync(Stats.Template));

        async Task<string> LevelAsync(Guid template) =>
            (await PrivateApp.AskAsync(app, HttpMethod.Get, $"/api/v2/insights/user-activity?{PrivateApp.Period}&template_ids={template}")).Privacy;
    }

    [Fact]
    public async Task Who_is_called_the_system_and_a_person_again_stays_in_every_figure_that_he_was_in()
    {
        await using var app = await PrivateApp.StartAsync(emulator, "pseudonymous");
        var before = await AnswersAsync();
        Assert.Contains("\"seconds\":1440", before[0], StringComparison.Ordinal);
        await app.PostAsync("catalog", User(isSystem: true));
        Assert.Equal(before, await AnswersAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        await app.PostAsync("catalog", User(isSystem: false));
        Assert.Equal(before, await AnswersAsync());

        async Task<IReadOnlyList<string>> AnswersAsync() =>
        [
            (await app.GetAsync($"/api/v2/insights/overview?{PrivateApp.Period}"))["report"]!.ToJsonString(),
            (await app.GetAsync($"/api/v2/insights/user-activity?{PrivateApp.Period}")).ToJsonString(),
            string.Join(' ', (await app.GetAsync("/api/v2/insights/user-status-counts"))["status_counts"]!["active"]!.AsArray().Select(count => (int)count!["count"]!)),
        ];

        // The second of six, of whom five are active.
        static JsonNode User(bool isSystem) => new JsonObject
        {
            ["users"] = new JsonArray(new JsonObject { ["id"] = Stats.User(2), ["username"] = PrivateApp.Username(2), ["is_system"] = isSystem }),
        };
    }

    [Theory]
    [InlineData("named", true)]
    [InlineData("pseudonymous", false)]
    public async Task Who_has_somebody_erased_is_told_in_how_many_rows_he_was_where_people_are_named_alone(string level, bool isTold)
    {
        await using var app = await PrivateApp.StartAsync(emulator, level);
        var (_, text, _) = await PrivateApp.AskAsync(app, HttpMethod.Delete, $"/api/v2/users/{Stats.User(1)}/insights");
        var operation = $"/api/v2/operations/{JsonNode.Parse(text)!["id"]}";
        await InsightsApp.Eventually(async () => (string?)(await app.GetAsync(operation))["status"] == "completed");
        Assert.Equal(isTold, text.Contains("rows_rewritten", StringComparison.Ordinal));
        Assert.Equal(isTold, (int?)(await app.GetAsync(operation))["rows_rewritten"] > 0);
        Assert.Equal(isTold, (await app.GetAsync("/api/v2/operations")).ToJsonString().Contains("rows_rewritten", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Made_up_users_are_in_no_count_of_statuses_and_a_status_of_few_reads_as_one_of_nobody()
    {
        await using var app = await PrivateApp.StartAsync(emulator, "aggregated", new Dictionary<string, string?> { ["Insights:Privacy:KnownDays"] = "7" });
        app.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal((5, 0, 0), (await CountAsync("active"), await CountAsync("dormant"), await CountAsync("suspended")));
        await app.PostAsync("catalog", new JsonObject
        {
            ["users"] = new JsonArray(
            [
                .. Enumerable.Range(50, 4).Select(user => new JsonObject
                {
                    ["id"] = Stats.User(user),
                    ["username"] = $"made-up-{user}",
                    ["status"] = "dormant",
                    ["created_at"] = "2026-09-01T00:00:00Z",
                }),
            ]),
        });
        Assert.Equal(0, await CountAsync("dormant"));
        app.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(5, await CountAsync("dormant"));

        async Task<int> CountAsync(string status) => (int)(await app.GetAsync("/api/v2/insights/user-status-counts"))["status_counts"]![status]!.AsArray()[^1]!["count"]!;
    }
}
