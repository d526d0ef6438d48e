using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>A service in which people are kept for 30 days and usage for 180.</summary>
public sealed class PersonDaysTests(StorageEmulator emulator)
{
    private const int Days = 30;

    private static readonly IReadOnlyDictionary<string, string?> Settings = new Dictionary<string, string?> { ["Insights:Privacy:PersonDays"] = "30" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_the_days_of_the_setting_nothing_that_is_stored_of_a_day_leads_to_a_person_and_reports_say_what_they_said()
    {
        var storage = emulator.NewAccount();
        await using var app = await PrivateApp.StartAsync(emulator, "aggregated", Settings, storage);
        app.Clock.Advance(TimeSpan.FromDays(Days));
        await RestAsync(app);
        var before = await ReportsAsync(app);
        Assert.Contains("\"seconds\":", before, StringComparison.Ordinal);
        Assert.NotEmpty(LeadsIn(await StoredText.OfAsync(storage)));
        Assert.Equal(4, await LeftAsync(app));

        await Maintenance.PurgeAsync(app);
        Assert.Equal(0, await LeftAsync(app));
        Assert.Equal(before, await ReportsAsync(app));
        Assert.Empty(LeadsIn(await StoredText.OfAsync(storage)));

        // Nor after all that follows, and the reports stay as they are.
        await RestAsync(app);
        await Maintenance.PurgeAsync(app);
        Assert.Equal(before, await ReportsAsync(app));
        Assert.Empty(LeadsIn(await StoredText.OfAsync(storage)));
    }

    [Fact]
    public async Task What_is_older_than_people_are_kept_is_refused_field_by_field()
    {
        await using var app = await PrivateApp.StartAsync(emulator, "named", Settings);
        var old = PrivateApp.Now.AddDays(-Days).AddMinutes(-1);
        var time = old.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var (user, template) = (Stats.User(1), Stats.Template);
        await AssertRefusedAsync("agent-stats", Stats.Of(old, user: 1), "stats[0].created_at");
        await AssertRefusedAsync(
            "app-stats",
            Of("stats", new() { ["user_id"] = user, ["workspace_id"] = user, ["template_id"] = template, ["access_method"] = "path", ["slug_or_port"] = "8080", ["session_started_at"] = time, ["session_ended_at"] = time }),
            "stats[0].session_ended_at");
        await AssertRefusedAsync(
            "usage-buckets", Of("buckets", new() { ["start_time"] = "2026-09-07T11:30:00Z", ["template_id"] = template, ["user_id"] = user, ["usage_mins"] = 5 }), "buckets[0].start_time");
        await AssertRefusedAsync(
            "workspace-builds",
            Of("builds", new() { ["id"] = user, ["workspace_id"] = user, ["owner_id"] = user, ["template_id"] = template, ["template_version_id"] = user, ["build_number"] = 1, ["created_at"] = time }),
            "builds[0].created_at");
        Assert.Equal(Days, (int)(await app.GetAsync($"/api/v2/ingest/sources/{Guid.NewGuid()}"))["retention_days"]!);

        // What is not older is taken.
        await app.PostAsync("agent-stats", Stats.Of(old.AddHours(1), user: 1));

        static JsonObject Of(string list, JsonObject item) => new() { [list] = new JsonArray(item) };

        async Task AssertRefusedAsync(string route, JsonNode body, string field)
        {
            using var response = await app.SendAsync(HttpMethod.Post, $"/api/v2/ingest/{route}", JsonContent.Create(body));
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
            Assert.Equal((HttpStatusCode.BadRequest, field), (response.StatusCode, (string?)answer["validations"]![0]!["field"]));
            Assert.Matches(@"^must not be older than 2026-09-07T12:0\S+, since when people are kept, but is 2026-09-07T11:", (string?)answer["validations"]![0]!["detail"]);
        }
    }

    // The whole days are sealed, and nothing is on its way.
    private static Task RestAsync(InsightsApp app) => InsightsApp.Eventually(async () =>
    {
        app.Clock.Advance(TimeSpan.FromDays(1));
        await Maintenance.FoldAsync(app);
        return (await app.Services.GetRequiredService<UsageIndex>().GetLooseKeysAsync(Cancel)).Count == 0;
    });

    private static async Task<string> ReportsAsync(InsightsApp app)
    {
        string[] routes = ["templates", "overview", "connection", "concurrency"];
        var answers = await Task.WhenAll(routes.Select(route => app.GetAsync($"/api/v2/insights/{route}?{PrivateApp.Period}")));
        return string.Join('\n', answers.Select(answer => answer.ToJsonString()));
    }

    private static async Task<int> LeftAsync(InsightsApp app)
    {
        var people = (await app.GetAsync("/api/v2/admin/storage"))["people"]!;
        Assert.Equal(app.Services.GetRequiredService<PersonRetention>().FirstDay, DateOnly.ParseExact((string)people["first_day"]!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        return (int)people["partitions_left"]!;
    }

    // Who somebody is, what workspaces there are, and whose sign-in was set, the catalog, the list of workspaces and the audit may know.
    private static IEnumerable<(string Place, string Secret)> LeadsIn(IEnumerable<(string Place, string Text)> found)
    {
        string[] secrets =
        [
            .. PrivateApp.Secrets,
            .. Enumerable.Range(1, PrivateApp.Many).Select(user => Stats.User(user).ToString("N")),
            .. Enumerable.Range(201, PrivateApp.Many).SelectMany(workspace => new[] { Stats.User(workspace).ToString(), Stats.User(workspace).ToString("N") }),
        ];
        return
        [
            .. found.Where(one => one.Place is not ("table " + StorageNames.CatalogTable or "table " + StorageNames.WorkspacesTable or "table " + StorageNames.AuditTable))
                .SelectMany(one => secrets.Where(secret => one.Text.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => (one.Place, secret))),
        ];
    }
}
