using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>Ids of users, groups and organizations are looked up by name, part by part.</summary>
public sealed class DirectoryTests(StorageEmulator emulator)
{
    [Theory]
    [InlineData("users", "username")]
    [InlineData("groups", "name")]
    [InlineData("organizations", "name")]
    public async Task A_list_comes_in_parts_that_have_every_item_once_in_order(string list, string name)
    {
        await using var app = await FilledAsync();
        var (found, next) = (new List<string>(), "");
        do
        {
            var answer = await app.GetAsync($"/api/v2/{list}?limit=3{next}");
            Assert.Equal(8, (int)answer["count"]!);
            Assert.InRange(answer[list]!.AsArray().Count, 1, 3);
            found.AddRange(answer[list]!.AsArray().Select(item => (string)item![name]!));
            next = (string?)answer["next"] is { } cursor ? $"&after={cursor}" : "";
        }
        while (next.Length > 0);

        Assert.Equal([.. Enumerable.Range(0, 7).Select(number => $"item-{number}"), "Ünïcode & more"], found);
    }

    [Theory]
    [InlineData("ITEM-3", "item-3")]
    [InlineData("display%20of%205", "item-5")]
    [InlineData("00000004-0000-0000-0000-000000000000", "item-4")]
    [InlineData("%C3%BCn%C3%AF", "Ünïcode & more")]
    [InlineData("nobody", "")]
    public async Task A_name_or_an_id_is_found(string search, string name)
    {
        await using var app = await FilledAsync();

        Assert.Equal(name, string.Join(',', (await app.GetAsync($"/api/v2/users?search={search}"))["users"]!.AsArray().Select(user => (string)user!["username"]!)));
    }

    [Theory]
    [InlineData("limit", "limit=0")]
    [InlineData("limit", "limit=1001")]
    [InlineData("after", "after=not-a-cursor")]
    [InlineData("after", "after=AAAA")]
    [InlineData("offset", "offset=3")]
    public async Task What_is_wrong_is_named(string field, string query)
    {
        await using var app = await InsightsApp.StartAsync(emulator);
        foreach (var list in (string[])["users", "groups", "organizations"])
        {
            (await ApiAnswer.GetAsync(app, $"/api/v2/{list}?{query}")).AssertError(HttpStatusCode.BadRequest, field);
        }
    }

    // Two more who are nobody that one looks up: one was deleted, and one is the system.
    private async Task<InsightsApp> FilledAsync()
    {
        var app = await InsightsApp.StartAsync(emulator);
        await app.PostAsync("catalog", new JsonObject
        {
            ["users"] = new JsonArray(
                [.. Items("username", "name"), Item(20, "username", "gone", deleted: true), Item(21, "username", "prebuilds", system: true)]),
            ["groups"] = new JsonArray([.. Items("name", "display_name")]),
            ["organizations"] = new JsonArray([.. Items("name", "display_name")]),
        });
        return app;
    }

    private static IEnumerable<JsonNode> Items(string name, string display) =>
        Enumerable.Range(0, 7).Reverse().Select(number => Item(number, name, $"item-{number}", (display, $"Display of {number}"))).Append(Item(7, name, "Ünïcode & more"));

    private static JsonObject Item(int number, string field, string name, (string Field, string Name)? display = null, bool deleted = false, bool system = false)
    {
        var item = new JsonObject { ["id"] = Stats.User(number), [field] = name };
        if (display is { } shown)
        {
            item[shown.Field] = shown.Name;
        }

        if (deleted || system)
        {
            item[deleted ? "deleted" : "is_system"] = true;
        }

        return item;
    }
}
