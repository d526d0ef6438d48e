using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Ingest;

/// <summary>The catalog has an end: what is new beyond it is refused by name, and what is there can be changed.</summary>
public sealed class CatalogCapacityTests(CatalogCapacityTests.FullApp full) : IClassFixture<CatalogCapacityTests.FullApp>
{
    [Fact]
    public async Task Every_user_that_is_one_too_many_is_named_with_how_many_there_may_be()
    {
        var answer = await PostAsync("users", "username", (0, "renamed"), (10, "new"), (1, "user-1"), (11, "newer"), (10, "new-again"));

        answer.AssertError(HttpStatusCode.BadRequest, "users[1].id", "users[3].id", "users[4].id");
        Assert.Contains("may have 3 users (Insights__Catalog__MaxUsers)", (string?)answer.Body["validations"]![0]!["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain("renamed", await ListAsync("users"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_is_one_too_many_keeps_its_whole_request_out()
    {
        var answer = await ApiAnswer.PostAsync(
            full.App, "catalog", $$"""{"groups":[{{Item(30, "name", "never")}}],"templates":[{{Item(0, "name", "template-0")}},{{Item(12, "name", "new")}}]}""");

        answer.AssertError(HttpStatusCode.BadRequest, "templates[1].id");
        Assert.Contains("may have 2 templates (Insights__Catalog__MaxTemplates)", (string?)answer.Body["validations"]![0]!["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain("never", await ListAsync("groups"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_is_changed_and_what_has_no_end_is_added()
    {
        (await PostAsync("users", "username", (2, "changed"), (2, "changed-again"))).AssertAccepted(2);
        (await PostAsync("templates", "name", (1, "other"))).AssertAccepted(1);
        (await PostAsync("groups", "name", (20, "group"))).AssertAccepted(1);

        Assert.Contains("changed-again", await ListAsync("users"), StringComparison.Ordinal);
        Assert.Contains("other", await ListAsync("templates"), StringComparison.Ordinal);
        Assert.Contains("group", await ListAsync("groups"), StringComparison.Ordinal);
    }

    private Task<ApiAnswer> PostAsync(string list, string field, params IEnumerable<(int Number, string Name)> items) => ApiAnswer.PostAsync(
        full.App, "catalog", $$"""{"{{list}}":[{{string.Join(',', items.Select(item => Item(item.Number, field, item.Name)))}}]}""");

    private static string Item(int number, string field, string name) =>
        new JsonObject { ["id"] = Stats.User(number), [field] = name }.ToJsonString();

    private async Task<string> ListAsync(string list) => (await full.App.GetAsync($"/api/v2/{list}")).ToJsonString();

    /// <summary>A service whose catalog has all the users and templates that it may have.</summary>
    public sealed class FullApp(StorageEmulator emulator) : IAsyncLifetime
    {
        private InsightsApp? _app;

        public InsightsApp App => _app!;

        public async ValueTask InitializeAsync()
        {
            var settings = CollectingApp.Without();
            (settings["Insights:Catalog:MaxUsers"], settings["Insights:Catalog:MaxTemplates"]) = ("3", "2");
            _app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: settings);
            await App.PostAsync("catalog", new JsonObject
            {
                ["users"] = new JsonArray([.. Enumerable.Range(0, 3).Select(number => JsonNode.Parse(Item(number, "username", $"user-{number}")))]),
                ["templates"] = new JsonArray([.. Enumerable.Range(0, 2).Select(number => JsonNode.Parse(Item(number, "name", $"template-{number}")))]),
            });
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
