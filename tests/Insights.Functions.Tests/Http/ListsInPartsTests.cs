using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Insights.Coder.State;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>Every list that has parts is gone through in one way: by what the head says.</summary>
public sealed class ListsInPartsTests(ListsInPartsTests.ListingApp listing) : IClassFixture<ListsInPartsTests.ListingApp>
{
    private const int Items = 5;

    [Theory]
    [InlineData("templates", null)]
    [InlineData("tokens?include_all=true", null)]
    [InlineData("admin/sources", "sources")]
    [InlineData("users", "users")]
    [InlineData("groups?search=item", "groups")]
    [InlineData("organizations", "organizations")]
    [InlineData("audit", "audit_logs")]
    [InlineData("operations", "operations")]
    [InlineData("erasure-requests", "requests")]
    public async Task The_parts_of_a_list_are_the_list(string list, string? field)
    {
        var whole = await ApiAnswer.GetAsync(listing.App, $"/api/v2/{list}");
        Assert.Equal(Items, ItemsOf(whole, field).Length);
        Assert.False(whole.Headers.Contains("Link"), "There is nothing after the whole of it.");

        var (found, next) = (new List<string>(), $"/api/v2/{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=2");
        while (next is not null)
        {
            var part = await ApiAnswer.GetAsync(listing.App, next);
            next = NextOf(part);
            Assert.Equal(next is null ? 1 : 2, ItemsOf(part, field).Length);
            found.AddRange(ItemsOf(part, field));
        }

        Assert.Equal(ItemsOf(whole, field), found);
    }

    [Fact]
    public async Task What_is_gone_since_the_part_before_moves_nothing()
    {
        await using var app = await InsightsApp.StartAsync(listing.Emulator);
        var ids = new List<string>();
        for (var number = 0; number < 4; number++)
        {
            ids.Add(await MakeTokenAsync(app, $"token-{number}"));
        }

        var first = await ApiAnswer.GetAsync(app, "/api/v2/tokens?limit=2");
        using var revoked = await app.SendAsync(HttpMethod.Delete, $"/api/v2/tokens/{ids[1]}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);

        var second = await ApiAnswer.GetAsync(app, NextOf(first)!);
        Assert.Equal(ids[2..], second.Body.AsArray().Select(token => (string)token!["id"]!));
        Assert.Null(NextOf(second));
    }

    [Theory]
    [InlineData("limit", "limit=0")]
    [InlineData("limit", "limit=1001")]
    [InlineData("limit", "limit=many")]
    [InlineData("after", "after=not-a-cursor")]
    [InlineData("after", "after=AAAA")]
    public async Task What_is_wrong_is_named(string field, string query)
    {
        foreach (var list in (string[])["templates", "tokens", "operations", "erasure-requests", "admin/sources"])
        {
            (await ApiAnswer.GetAsync(listing.App, $"/api/v2/{list}?{query}")).AssertError(HttpStatusCode.BadRequest, field);
        }
    }

    private static string[] ItemsOf(ApiAnswer answer, string? field) =>
        [.. (field is null ? answer.Body : answer.Body[field]!).AsArray().Select(item => item!.ToJsonString())];

    private static string? NextOf(ApiAnswer answer)
    {
        if (!answer.Headers.TryGetValues("Link", out var links))
        {
            return null;
        }

        var link = Assert.Single(links);
        Assert.Matches("^</api/v2/[^>]+>; rel=\"next\"$", link);
        return link[1..link.IndexOf('>', StringComparison.Ordinal)];
    }

    private static async Task<string> MakeTokenAsync(InsightsApp app, string name)
    {
        using var made = await app.SendAsync(
            HttpMethod.Post, "/api/v2/tokens", JsonContent.Create(new JsonObject { ["name"] = name, ["scopes"] = new JsonArray("read"), ["service"] = true }));
        var text = await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(made.StatusCode == HttpStatusCode.Created, text);
        return (string)JsonNode.Parse(text)!["id"]!;
    }

    /// <summary>A service with five items in each of its lists. Two have one name; a template is known by its usage alone.</summary>
    public sealed class ListingApp(StorageEmulator emulator) : IAsyncLifetime
    {
        private InsightsApp? _app;

        public StorageEmulator Emulator => emulator;

        public InsightsApp App => _app!;

        public async ValueTask InitializeAsync()
        {
            _app = await InsightsApp.StartAsync(emulator);
            await App.PostAsync("catalog", new JsonObject
            {
                ["users"] = Named("username", Items),
                ["groups"] = Named("name", Items),
                ["organizations"] = Named("name", Items),
                ["templates"] = Named("name", Items - 1),
            });
            await App.PostAsync("agent-stats", Stats.Of(App.Clock.GetUtcNow(), 9));
            for (var number = 0; number < Items; number++)
            {
                await MakeTokenAsync(App, $"token-{number}");
                var source = new SourceState { Id = Stats.User(number), Name = number < 2 ? "coder.example.com" : $"coder-{number} & more" };
                await App.Services.GetRequiredService<SourceTable>().TryPutAsync(source, null, "tests", TestContext.Current.CancellationToken);
                await App.Services.GetRequiredService<ErasureTable>().BeginAsync(Stats.User(number), TestContext.Current.CancellationToken);
                await App.Services.GetRequiredService<ErasureTable>().RequestAsync(Stats.User(number), TestContext.Current.CancellationToken);
            }

            await InsightsApp.Eventually(async () => (await App.GetAsync("/api/v2/templates")).AsArray().Count == Items);
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();

        private static JsonArray Named(string field, int count) =>
            new([.. Enumerable.Range(0, count).Reverse().Select(number => new JsonObject { ["id"] = Stats.User(number), [field] = number < 2 ? "item & more" : $"item-{number}" })]);
    }
}
