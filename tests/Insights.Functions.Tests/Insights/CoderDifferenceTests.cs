using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Answers of Coder's own SQL where one would easily answer otherwise.</summary>
public sealed class CoderDifferenceTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 14, 12, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_app_that_a_newer_build_did_not_change_is_older_than_one_that_was_made_in_between()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        JsonObject[] builds =
        [
            Build(workspace: 1, number: 1, "2026-11-25T01:00:00Z", "Code 1", "2026-11-25T01:00:00Z"),
            Build(workspace: 2, number: 1, "2026-11-25T02:00:00Z", "Code 2", "2026-11-25T02:00:00Z"),
            Build(workspace: 1, number: 2, "2026-11-25T03:00:00Z", "Code 1", "2026-11-25T01:00:00Z"),
        ];
        await app.PostAsync("app-stats", new JsonObject { ["stats"] = new JsonArray(Session()) });
        await app.DrainAsync();
        foreach (var order in (int[][])[[0, 1, 2], [2, 1, 0], [1, 2, 0]])
        {
            foreach (var build in order)
            {
                await app.PostAsync("workspace-builds", new JsonObject { ["builds"] = new JsonArray(builds[build].DeepClone()) });
            }

            Assert.Equal("Code 2", await NameAsync());
        }

        // Without a time of its own an app is as old as its build.
        var newest = builds[2].DeepClone();
        newest["agents"]![0]!["apps"]![0]!.AsObject().Remove("created_at");
        await app.PostAsync("workspace-builds", new JsonObject { ["builds"] = new JsonArray(newest) });
        Assert.Equal("Code 1", await NameAsync());

        async Task<string?> NameAsync()
        {
            var name = (string?)null;
            await InsightsApp.Eventually(async () =>
            {
                var report = await app.GetAsync("/api/v2/insights/templates?start_time=2026-11-25T00:00:00Z&end_time=2026-11-26T00:00:00Z");
                var apps = report["report"]!["apps_usage"]!.AsArray();
                name = apps.Count > 5 ? (string?)apps[5]!["display_name"] : null;
                return name is not null;
            });
            return name;
        }
    }

    [Theory]
    [InlineData("2026-11-26T14:12:00Z", "tz_offset=9", "2026-09-28T00:00:00+09:00", 61, 60)]
    [InlineData("2026-11-26T14:12:00Z", "tz_offset=0", "2026-09-27T00:00:00Z", 61, 61)]
    [InlineData("2026-11-26T23:30:00Z", "tz_offset=0", "2026-09-28T00:00:00Z", 61, 60)]
    [InlineData("2026-11-26T22:30:00Z", "timezone=Europe/Berlin", "2026-09-28T00:00:00+02:00", 61, 60)]
    [InlineData("2026-11-26T21:30:00Z", "timezone=Europe/Berlin", "2026-09-27T00:00:00+02:00", 61, 61)]
    public async Task The_days_back_are_counted_from_the_day_of_the_next_full_hour(string now, string place, string first, int dates, int days)
    {
        await using var app = await InsightsApp.StartAsync(emulator, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        await app.PostAsync("catalog", new JsonObject
        {
            ["users"] = new JsonArray(new JsonObject { ["id"] = Stats.User(1), ["username"] = "u", ["status"] = "active", ["created_at"] = "2026-01-01T00:00:00Z" }),
        });
        var counts = (await app.GetAsync($"/api/v2/insights/user-status-counts?{place}"))["status_counts"]!["active"]!.AsArray();
        Assert.Equal((dates, first), (counts.Count, (string?)counts[0]!["date"]));
        var entries = (await app.GetAsync($"/api/v2/insights/daus?{place}"))["entries"]!.AsArray();
        Assert.Equal((days, first[..10]), (entries.Count, (string?)entries[0]!["date"]));
    }

    [Theory]
    [InlineData("", "report")]
    [InlineData("&sections=interval_reports", "")]
    public async Task An_empty_period_has_no_intervals(string sections, string fields)
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        var answer = await app.GetAsync($"/api/v2/insights/templates?start_time=2026-11-20T00:00:00Z&end_time=2026-11-20T00:00:00Z&interval=day{sections}");
        Assert.Equal(fields, string.Join(',', answer.AsObject().Select(field => field.Key)));
    }

    [Fact]
    public async Task Descriptions_are_grouped_and_sorted_as_they_were_written_and_answered_as_plain_text()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        string[] descriptions = ["The image", "**The** image", "The **image**, see the [list](https://example.test/images)"];
        await app.PostAsync("catalog", new JsonObject
        {
            ["template_versions"] = new JsonArray([.. descriptions.Select((text, number) => new JsonObject
            {
                ["id"] = Stats.User(50 + number),
                ["parameters"] = new JsonArray(new JsonObject { ["name"] = "image", ["description"] = text, ["default_value"] = "a" }),
            })]),
        });
        foreach (var number in Enumerable.Range(0, descriptions.Length))
        {
            var build = Build(number, 1, "2026-11-25T01:00:00Z", "Code", null);
            build["template_version_id"] = Stats.User(50 + number);
            build["parameters"] = new JsonArray(new JsonObject { ["name"] = "image", ["value"] = "a" });
            await app.PostAsync("workspace-builds", new JsonObject { ["builds"] = new JsonArray(build) });
        }

        const string Range = "start_time=2026-11-25T00:00:00Z&end_time=2026-11-26T00:00:00Z";
        string[] expected = ["The image", "The image, see the list (https://example.test/images)", "The image"];
        Assert.Equal(expected, Descriptions((await app.GetAsync($"/api/v2/insights/templates?{Range}"))["report"]!["parameters_usage"]!));
        Assert.Equal(expected, Descriptions((await app.GetAsync($"/api/v2/insights/overview?{Range}&sections=parameters"))["report"]!["unchanged_parameters"]!));

        static IEnumerable<string?> Descriptions(JsonNode parameters) => parameters.AsArray().Select(parameter => (string?)parameter!["description"]);
    }

    private static JsonObject Build(int workspace, int number, string createdAt, string name, string? appCreatedAt) => new()
    {
        ["id"] = Stats.User((100 * workspace) + number),
        ["workspace_id"] = Stats.User(workspace),
        ["owner_id"] = Stats.User(1),
        ["template_id"] = Stats.Template,
        ["template_version_id"] = Stats.User(9),
        ["build_number"] = number,
        ["created_at"] = createdAt,
        ["agents"] = new JsonArray(new JsonObject
        {
            ["id"] = Stats.User(20 + workspace),
            ["apps"] = new JsonArray(new JsonObject { ["slug"] = "code", ["display_name"] = name, ["created_at"] = appCreatedAt }),
        }),
    };

    private static JsonObject Session() => new()
    {
        ["user_id"] = Stats.User(1),
        ["workspace_id"] = Stats.User(1),
        ["template_id"] = Stats.Template,
        ["access_method"] = "path",
        ["slug_or_port"] = "code",
        ["session_started_at"] = "2026-11-25T09:00:00Z",
        ["session_ended_at"] = "2026-11-25T09:10:00Z",
    };
}
