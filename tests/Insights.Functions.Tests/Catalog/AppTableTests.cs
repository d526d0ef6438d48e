using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Insights.Functions.Catalog;
using Insights.Functions.Insights;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Aggregation;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Ingest;
using Insights.Functions.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Catalog;

/// <summary>How many apps, agents, parameters and options there may be, and that those of one template cost no other anything.</summary>
public sealed class AppTableTests(StorageEmulator emulator) : IAsyncLifetime
{
    private static readonly Guid Template = new("70000000-0000-0000-0000-0000000000a1");
    private static readonly Guid Other = new("70000000-0000-0000-0000-0000000000a2");

    private InsightsApp? _app;

    private InsightsApp App => _app!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: CollectingApp.Without("PurgeTemplate"));

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    [Fact]
    public async Task Of_a_template_the_apps_of_the_newest_builds_are_kept_in_whatever_order_they_come_and_written_in_transactions()
    {
        var builds = Enumerable.Range(0, 14).Select(number => Build(Template, number, CollectingApp.Now.AddHours(-number), apps: 100)).ToArray();
        using (var calls = new StorageCalls(App.Account))
        {
            await PostAsync(builds[..7]);
            Assert.InRange(calls.Total, 1, 60);
        }

        await PostAsync([.. builds[7..].Reverse()]);
        await PostAsync(builds[3]);
        var slugs = (await AppsAsync(Template)).Select(app => app.App.Slug).Order(StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(0, 10).SelectMany(number => SlugsOf(number, 100)).Order(StringComparer.Ordinal), slugs);
    }

    [Fact]
    public async Task The_apps_of_a_template_are_read_where_they_are_asked_for_and_kept_until_they_are_written_or_old()
    {
        await PostAsync(Build(Template, 1, CollectingApp.Now.AddHours(-1), apps: 3), Build(Other, 2, CollectingApp.Now.AddHours(-1), apps: 900));
        var clock = new ManualClock(CollectingApp.Now);
        using var cache = new AppCache(App.Services.GetRequiredService<AppTable>(), clock);
        async Task<(int Apps, int Calls)> AskAsync(params Guid[] templates)
        {
            using var calls = new StorageCalls(App.Account);
            return ((await cache.GetAsync(templates, Cancel)).Count, calls.Total);
        }

        Assert.Equal((3, 1), await AskAsync(Template));
        Assert.Equal((3, 0), await AskAsync(Template));
        await PostAsync(Build(Other, 3, CollectingApp.Now, apps: 2));
        Assert.Equal((3, 0), await AskAsync(Template));
        Assert.Equal((905, 1), await AskAsync(Template, Other));
        await PostAsync(Build(Template, 4, CollectingApp.Now, apps: 2));
        Assert.Equal((5, 1), await AskAsync(Template));
        clock.Now += TimeSpan.FromSeconds(15);
        Assert.Equal((5, 1), await AskAsync(Template));
    }

    [Fact]
    public async Task What_no_build_names_any_more_is_purged_and_what_one_names_again_stays()
    {
        var now = CollectingApp.Now;
        JsonObject Named(int number, DateTimeOffset at) => Build(Template, number, at, apps: 2, appsCreatedAt: now.AddYears(-3));
        await PostAsync(Named(1, now.AddDays(-170)), Named(2, now.AddDays(-170)), Named(3, now));
        await PostAsync(Build(Template, 4, now, apps: 2, slugsOf: 2));
        App.Clock.Advance(TimeSpan.FromDays(60));
        await App.Queues.GetQueueClient(StorageNames.PurgeQueue).SendMessageAsync(
            JsonSerializer.Serialize(new PurgeMessage(Template), MaintenanceJson.Default.PurgeMessage), Cancel);
        await InsightsApp.Eventually(async () => (await AppsAsync(Template)).Count == 4);
        Assert.Equal(SlugsOf(2, 2).Concat(SlugsOf(3, 2)).Order(), (await AppsAsync(Template)).Select(app => app.App.Slug).Order());
    }

    [Fact]
    public async Task A_row_of_an_earlier_release_is_read_and_replaced()
    {
        var table = App.Tables.GetTableClient(StorageNames.AppsTable);
        var json = $$"""
            {"template_id":"{{Template}}","app":{"slug":"app-1-0","display_name":"Before","icon":""},
             "order":{"created_at":"2026-11-01T00:00:00+00:00","build_number":1,"build_id":"{{Guid.Empty}}"},"agent_id":"{{Guid.Empty}}"}
            """;
        await table.AddEntityAsync(EntityBytes.ToEntity(StorageKeys.Id(Template), StorageKeys.App("app-1-0"), System.Text.Encoding.UTF8.GetBytes(json)), Cancel);
        Assert.Equal("Before", Assert.Single(await AppsAsync(Template)).App.DisplayName);
        await PostAsync(Build(Template, 1, CollectingApp.Now, apps: 1));
        Assert.Equal("App", Assert.Single(await AppsAsync(Template)).App.DisplayName);
    }

    [Theory]
    [InlineData("agents", 1001, HttpStatusCode.BadRequest)]
    [InlineData("agents", 1000, HttpStatusCode.Accepted)]
    public async Task The_apps_of_all_agents_of_a_build_count_together(string field, int apps, HttpStatusCode status)
    {
        var build = Build(Template, 1, CollectingApp.Now, apps: apps, agents: 2);
        var answer = await ApiAnswer.PostAsync(App, "workspace-builds", new JsonObject { ["builds"] = new JsonArray(build) }.ToJsonString());
        Assert.Equal(status == HttpStatusCode.BadRequest ? [$"builds[0].{field}"] : [], answer.AssertStatus(status).Fields);
    }

    [Theory]
    [InlineData("workspace-builds", "builds", "build", "parameters", """{"name":"p"}""", 1000)]
    [InlineData("workspace-builds", "builds", "build", "agents", """{"id":"00000000-0000-4000-8000-000000000001","apps":[]}""", 100)]
    [InlineData("catalog", "template_versions", "version", "parameters", """{"name":"p"}""", 1000)]
    [InlineData("catalog", "template_versions", "version", "parameters", """{"name":"p","options":[{},{},{},{},{},{},{},{},{}]}""", 100)]
    public async Task What_all_items_of_a_request_have_in_them_counts_together(string route, string list, string kind, string field, string nested, int each)
    {
        var perItem = each * (nested.Split("{}").Length);
        string Body(int items) =>
            $$"""{"{{list}}":[{{string.Join(',', Enumerable.Repeat(GoodItem.With(kind, field, $"[{string.Join(',', Enumerable.Repeat(nested, each))}]"), items))}}]}""";
        var answer = await ApiAnswer.PostAsync(App, route, Body((100_000 / perItem) + 1));
        answer.AssertError(HttpStatusCode.RequestEntityTooLarge);
        (await ApiAnswer.PostAsync(App, route, Body(2))).AssertAccepted(2);
    }

    private static string[] SlugsOf(int build, int apps) =>
        [.. Enumerable.Range(0, apps).Select(app => string.Create(CultureInfo.InvariantCulture, $"app-{build}-{app}"))];

    private static JsonObject Build(
        Guid template, int number, DateTimeOffset createdAt, int apps, int agents = 1, DateTimeOffset? appsCreatedAt = null, int? slugsOf = null)
    {
        var items = SlugsOf(slugsOf ?? number, apps).Select(slug => new JsonObject { ["slug"] = slug, ["display_name"] = "App", ["created_at"] = appsCreatedAt }).ToArray();
        return new JsonObject
        {
            ["id"] = new Guid(number, 0, 0, new byte[8]),
            ["workspace_id"] = new Guid(number, 1, 0, new byte[8]),
            ["owner_id"] = Stats.User(1),
            ["template_id"] = template,
            ["template_version_id"] = Guid.Empty,
            ["build_number"] = 1,
            ["created_at"] = createdAt,
            ["agents"] = new JsonArray([.. items.Chunk((apps + agents - 1) / agents).Select((some, agent) =>
                new JsonObject { ["id"] = new Guid(number, 2, (short)agent, new byte[8]), ["apps"] = new JsonArray([.. some]) })]),
        };
    }

    private Task PostAsync(params JsonObject[] builds) => App.PostAsync("workspace-builds", new JsonObject { ["builds"] = new JsonArray([.. builds.Select(build => build.DeepClone())]) });

    private async Task<IReadOnlyList<AppDefinition>> AppsAsync(Guid template) => await App.Services.GetRequiredService<AppTable>().GetAsync([template], Cancel);
}
