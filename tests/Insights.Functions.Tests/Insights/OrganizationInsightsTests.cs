using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Ingest;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Reports of an organization are those of its templates, and the list of templates is what the page is made from.</summary>
public sealed class OrganizationInsightsTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly Guid Here = new("0a000000-0000-0000-0000-000000000001");
    private static readonly Guid Empty = new("0a000000-0000-0000-0000-000000000002");
    private static readonly Guid Unlisted = new("70000000-0000-0000-0000-000000000009");
    private static readonly string Period = $"start_time=2026-11-05T00:00:00Z&end_time=2026-11-05T15:00:00Z";

    private InsightsApp? _app;

    private InsightsApp App => _app!;

    public async ValueTask InitializeAsync()
    {
        _app = await InsightsApp.StartAsync(emulator, CollectingApp.Now);
        await App.PostAsync("catalog", new JsonObject
        {
            ["organizations"] = new JsonArray(
                new JsonObject { ["id"] = Here, ["name"] = "here", ["display_name"] = "Here" }, new JsonObject { ["id"] = Empty, ["name"] = "empty" }),
            ["templates"] = new JsonArray(new JsonObject
            {
                ["id"] = Stats.Template,
                ["name"] = "go",
                ["display_name"] = "Go",
                ["icon"] = "/icon/go.svg",
                ["organization_id"] = Here,
                ["created_at"] = "2026-01-02T03:04:05Z",
            }),
        });
        await App.PostAsync("agent-stats", Stats.Of(CollectingApp.Now.AddHours(-1), user: 1));
        await App.PostAsync("agent-stats", Stats.Of(CollectingApp.Now.AddHours(-1), user: 2, Unlisted));
        await App.DrainAsync();
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    [Fact]
    public async Task A_report_of_an_organization_counts_its_templates_and_no_others()
    {
        await InsightsApp.Eventually(async () => await UsersAsync("") == "1 2");
        Assert.Equal("1", await UsersAsync($"&organization_id={Here}"));
        Assert.Equal("", await UsersAsync($"&organization_id={Empty}"));
        Assert.Equal("", await UsersAsync($"&organization_id={Guid.NewGuid()}"));
        var report = (await App.GetAsync($"/api/v2/insights/templates?{Period}&organization_id={Here}"))["report"]!;
        Assert.Equal((1, Stats.Template), (report["active_users"]!.GetValue<int>(), report["template_ids"]!.AsArray().Single()!.GetValue<Guid>()));
        Assert.Equal(1, (await App.GetAsync($"/api/v2/insights/daus?organization_id={Here}"))["entries"]!.AsArray()[^1]!["amount"]!.GetValue<int>());
        Assert.Equal(2, (await App.GetAsync("/api/v2/insights/daus"))["entries"]!.AsArray()[^1]!["amount"]!.GetValue<int>());
    }

    [Fact]
    public async Task Templates_are_asked_for_one_by_one_or_by_their_organization()
    {
        var both = await ApiAnswer.GetAsync(App, $"/api/v2/insights/user-activity?{Period}&organization_id={Here}&template_ids={Stats.Template}");
        both.AssertError(HttpStatusCode.BadRequest, "organization_id");
        (await ApiAnswer.GetAsync(App, $"/api/v2/insights/daus?organization_id=here")).AssertError(HttpStatusCode.BadRequest, "organization_id");
    }

    [Fact]
    public async Task The_list_of_templates_has_their_names_and_those_that_only_usage_knows()
    {
        await InsightsApp.Eventually(async () => await UsersAsync("") == "1 2");
        var go = $$"""{"id":"{{Stats.Template}}","name":"go","display_name":"Go","icon":"/icon/go.svg","organization_id":"{{Here}}","organization_name":"here","organization_display_name":"Here","created_at":"2026-01-02T03:04:05Z"}""";
        var unlisted = $$"""{"id":"{{Unlisted}}","name":"{{Unlisted}}","display_name":"","icon":"","organization_name":"","organization_display_name":""}""";
        Assert.Equal($"[{go},{unlisted}]", (await ApiAnswer.GetAsync(App, "/api/v2/templates")).Text);
        Assert.Equal($"[{go}]", (await ApiAnswer.GetAsync(App, $"/api/v2/templates?organization_id={Here}")).Text);
        Assert.Equal("[]", (await ApiAnswer.GetAsync(App, $"/api/v2/templates?organization_id={Empty}")).Text);
    }

    private async Task<string> UsersAsync(string query)
    {
        var users = (await App.GetAsync($"/api/v2/insights/user-activity?{Period}{query}"))["report"]!["users"]!.AsArray();
        var ids = users.Select(user => user!["user_id"]!.GetValue<Guid>()).ToArray();
        return string.Join(' ', Enumerable.Range(1, 2).Where(number => ids.Contains(Stats.User(number))));
    }
}
