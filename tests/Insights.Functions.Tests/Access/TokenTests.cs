using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Insights.Functions.Administration;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Ingest;
using Insights.Functions.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>What becomes of an API token.</summary>
public sealed class TokenTests(AccessWorld world, StorageEmulator emulator) : IClassFixture<AccessWorld>
{
    [Fact]
    public async Task A_token_is_shown_once_and_only_the_digest_of_its_secret_is_stored()
    {
        var made = await world.NewTokenAsync("member", "read");
        var (id, text) = (made["id"]!.GetValue<string>(), made["token"]!.GetValue<string>());
        Assert.Matches("^[A-Za-z0-9]{10}-[A-Za-z0-9]{22}$", text);
        Assert.StartsWith(id + "-", text, StringComparison.Ordinal);

        var listed = (await world.SendAsync("bootstrap", "GET", "tokens?include_all=true")).AssertStatus(HttpStatusCode.OK);
        Assert.Contains(id, listed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(text[11..], listed.Text, StringComparison.Ordinal);

        TableEntity row = await world.App.Tables.GetTableClient(StorageNames.TokensTable)
            .GetEntityAsync<TableEntity>(id, "token", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(text[11..])), row.GetBinary("sha256"));
        Assert.DoesNotContain(row, value => value.Value is string column && column.Contains(text[11..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everybody_lists_and_revokes_his_own()
    {
        var own = (await world.NewTokenAsync("auditor", "read"))["id"]!.GetValue<string>();
        var other = (await world.NewTokenAsync("member", "read"))["id"]!.GetValue<string>();
        var listed = (await world.SendAsync("auditor", "GET", "tokens")).AssertStatus(HttpStatusCode.OK).Body.AsArray();
        Assert.All(listed, token => Assert.Equal(AccessWorld.IdOf("auditor").ToString(), token!["user_id"]!.GetValue<string>()));
        Assert.Contains(listed, token => token!["id"]!.GetValue<string>() == own);

        (await world.SendAsync("auditor", "DELETE", $"tokens/{other}")).AssertError(HttpStatusCode.NotFound);
        (await world.SendAsync("auditor", "DELETE", $"tokens/{own}")).AssertStatus(HttpStatusCode.NoContent);
        (await world.SendAsync("auditor", "DELETE", $"tokens/{own}")).AssertError(HttpStatusCode.NotFound);
        (await world.SendAsync("auditor", "DELETE", "tokens/no..token")).AssertError(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_token_makes_none_with_more_scopes_than_its_own()
    {
        var body = new JsonObject { ["name"] = "more", ["scopes"] = new JsonArray("admin", "read") };
        var answer = (await world.SendAsync("owner, scope admin", "POST", "tokens", body)).AssertError(HttpStatusCode.Forbidden);
        Assert.Contains("read", answer.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("owner, scope ingest", "GET", "templates", "The credential lacks the scope read; it has ingest.")]
    [InlineData("owner, scope admin", "GET", "insights/daus", "The credential lacks the scope read; it has admin.")]
    [InlineData("service, ingest only", "GET", "insights/templates?start_time=x", "The credential lacks the scope read; it has ingest.")]
    [InlineData("owner, scope read", "GET", "tokens", "The credential lacks the scope admin; it has read.")]
    [InlineData("owner, scope read", "GET", "audit", "The credential lacks the scope admin; it has read.")]
    [InlineData("owner, scope read", "POST", "ingest/catalog", "The credential lacks the scope ingest; it has read.")]
    [InlineData("member", "GET", "audit", "It takes the role owner.")]
    [InlineData("member", "POST", "ingest/catalog", "It takes the role owner or ingest.")]
    public async Task Who_may_not_is_told_what_it_takes(string caller, string method, string path, string detail) =>
        Assert.Equal(detail, (await world.SendAsync(caller, method, path)).AssertError(HttpStatusCode.Forbidden).Body["detail"]!.GetValue<string>());

    [Theory]
    [InlineData("auditor", "There is no template 00000000-0000-0000-0000-000000000000.")]
    [InlineData("owner, scope read", "There is no template 00000000-0000-0000-0000-000000000000.")]
    [InlineData("member", null)]
    [InlineData("org-admin", null)]
    public async Task Only_who_may_view_every_template_is_told_which_there_is_not(string caller, string? detail) =>
        Assert.Equal(detail, (await world.SendAsync(caller, "GET", $"templates/{Guid.Empty}/daus")).AssertError(HttpStatusCode.NotFound).Body["detail"]?.GetValue<string>());

    [Theory]
    [InlineData("""{"scopes": ["read"]}""", "name")]
    [InlineData("""{"name": "", "scopes": ["read"]}""", "name")]
    [InlineData("""{"name": "n"}""", "scopes")]
    [InlineData("""{"name": "n", "scopes": []}""", "scopes")]
    [InlineData("""{"name": "n", "scopes": ["read", "everything"]}""", "scopes[1]")]
    [InlineData("""{"name": "n", "scopes": "read"}""", "scopes", "scopes")]
    [InlineData("""{"name": "n", "scopes": ["read"], "expires_at": "2026-11-05T14:19:00Z"}""", "expires_at")]
    [InlineData("""{"name": "n", "scopes": ["read"], "expires_at": "2026-11-05T15:19:00Z"}""", "expires_at")]
    [InlineData("""{"name": "n", "scopes": ["read"], "expires_at": "2027-11-08T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"name": "n", "scopes": ["Read"]}""", "scopes[0]", "scopes")]
    [InlineData("""{"name": "n", "scopes": ["read"], "expires": "2026-11-06T00:00:00Z", "Service": true}""", "expires", "Service")]
    [InlineData("""{"name": "n", "scopes": ["read"], "user_id": "me"}""", "user_id")]
    [InlineData("""{"name": "n", "scopes": ["read"], "user_id": "11111111-0000-0000-0000-000000000000"}""", "user_id")]
    [InlineData("""{"name": "n", "scopes": ["read"], "user_id": "11111111-0000-0000-0000-000000000000", "service": true}""", "service")]
    public async Task A_wrong_request_is_told_which_field_is_wrong(string body, params string[] fields) =>
        (await world.SendAsync("owner", "POST", "tokens", JsonNode.Parse(body))).AssertError(HttpStatusCode.BadRequest, fields);

    [Fact]
    public async Task Nobody_has_more_tokens_than_a_hundred_that_are_good()
    {
        var tokens = world.App.Services.GetRequiredService<TokenTable>();
        var owner = AccessWorld.IdOf("org-auditor");
        ApiToken Of(int number, DateTimeOffset expires) =>
            new($"{number:0000000000}", new byte[32], owner, "one of many", TokenScopes.Read, CollectingApp.Now, expires, LastUsedAt: null);
        var made = Enumerable.Range(0, TokenDesk.MaxTokens - 1).Select(number => Of(number, CollectingApp.Now.AddDays(1)))
            .Append(Of(TokenDesk.MaxTokens, CollectingApp.Now.AddDays(-1)));
        await Task.WhenAll(made.Select(token => tokens.AddAsync(token, TestContext.Current.CancellationToken)));

        // With the one it is called with, it has a hundred.
        var body = new JsonObject { ["name"] = "one more", ["scopes"] = new JsonArray("read") };
        (await world.SendAsync("org-auditor", "POST", "tokens", body.DeepClone())).AssertError(HttpStatusCode.BadRequest);
        (await world.SendAsync("bootstrap", "DELETE", "tokens/0000000007")).AssertStatus(HttpStatusCode.NoContent);
        (await world.SendAsync("org-auditor", "POST", "tokens", body.DeepClone())).AssertStatus(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("one of many")]
    [InlineData(null)]
    public async Task Of_forty_tokens_asked_for_at_once_of_two_instances_as_many_are_made_as_there_is_room_for(string? user)
    {
        var storage = emulator.NewAccount();
        await using var here = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without());
        await using var there = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without());
        Guid? owner = user is null ? null : Guid.NewGuid();
        if (owner is { } id)
        {
            await here.PostAsync("catalog", new JsonObject { ["users"] = new JsonArray(new JsonObject { ["id"] = id, ["username"] = user }) });
        }

        var tokens = here.Services.GetRequiredService<TokenTable>();
        await Task.WhenAll(Enumerable.Range(0, TokenDesk.MaxTokens - 10).Select(number => tokens.AddAsync(
            new($"{number:0000000000}", new byte[32], owner, "one of many", TokenScopes.Read, CollectingApp.Now, CollectingApp.Now.AddDays(1), LastUsedAt: null),
            TestContext.Current.CancellationToken)));
        var body = owner is null ? """{"name": "n", "scopes": ["read"], "service": true}""" : $$"""{"name": "n", "scopes": ["read"], "user_id": "{{owner}}"}""";
        async Task<string?> MakeAsync(InsightsApp app)
        {
            using var content = new StringContent(body);
            using var response = await app.SendAsync(HttpMethod.Post, "/api/v2/tokens", content);
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
            Assert.Equal(response.StatusCode == HttpStatusCode.BadRequest, answer["id"] is null);
            return answer["id"]?.GetValue<string>();
        }

        var made = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => MakeAsync(number % 2 == 0 ? here : there)));
        Assert.Equal(10, made.Count(one => one is not null));
        Assert.Equal(TokenDesk.MaxTokens, (await tokens.GetAsync(TestContext.Current.CancellationToken)).Count);

        // Room that is made is there at once, also that of a token that was just made.
        (await there.SendAsync(HttpMethod.Delete, $"/api/v2/tokens/{made.First(one => one is not null)}")).Dispose();
        Assert.NotNull(await MakeAsync(here));
        Assert.Null(await MakeAsync(there));
    }

    [Fact]
    public async Task A_token_says_when_it_was_last_used_to_the_hour()
    {
        var made = await world.NewTokenAsync("auditor", "read", "admin");
        var id = made["id"]!.GetValue<string>();
        Assert.Null(await LastUsedAsync(id));
        await world.SendWithAsync(made["token"]!.GetValue<string>(), "GET", "users/me");
        var first = await LastUsedAsync(id);
        Assert.NotNull(first);
        await world.SendWithAsync(made["token"]!.GetValue<string>(), "GET", "users/me");
        Assert.Equal(first, await LastUsedAsync(id));
    }

    [Fact]
    public async Task A_token_is_refused_everywhere_within_a_minute_after_it_was_revoked()
    {
        var storage = emulator.NewAccount();
        await using var here = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without());
        await using var there = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without());
        var (id, token) = await NewServiceTokenAsync(here);
        (await MeAsync(here, token)).AssertStatus(HttpStatusCode.OK);
        (await MeAsync(there, token)).AssertStatus(HttpStatusCode.OK);

        (await here.SendAsync(HttpMethod.Delete, $"/api/v2/tokens/{id}")).Dispose();
        (await MeAsync(here, token)).AssertError(HttpStatusCode.Unauthorized);
        there.Clock.Advance(TimeSpan.FromMinutes(1));
        (await MeAsync(there, token)).AssertError(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Knowing_who_asks_costs_storage_a_few_readings_in_half_a_minute_however_often_one_asks()
    {
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: CollectingApp.Without());
        await app.PostAsync("catalog", AccessWorld.Catalog());
        var token = await NewUserTokenAsync(app, "member");
        using var calls = new StorageCalls(app.Account);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ => (await MeAsync(app, token)).AssertStatus(HttpStatusCode.OK)));

        // The token, and that it was used; users, groups and roles.
        Assert.Equal(5, calls.Total);
        app.Clock.Advance(TimeSpan.FromSeconds(29));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ => (await MeAsync(app, token)).AssertStatus(HttpStatusCode.OK)));
        Assert.Equal(6, calls.Total);
    }

    [Fact]
    public async Task A_token_ends_by_itself_and_says_so()
    {
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: CollectingApp.Without());
        var (_, token) = await NewServiceTokenAsync(app);
        app.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromMinutes(1));
        (await MeAsync(app, token)).AssertStatus(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("expired", (await MeAsync(app, token)).AssertError(HttpStatusCode.Unauthorized).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_makes_none_that_outlives_it()
    {
        var body = new JsonObject { ["name"] = "short", ["scopes"] = new JsonArray("admin"), ["expires_at"] = CollectingApp.Now.AddDays(2) };
        var parent = (await world.SendAsync("owner", "POST", "tokens", body)).AssertStatus(HttpStatusCode.Created).Body;
        async Task<ApiAnswer> ChildAsync(DateTimeOffset? end) => await world.SendWithAsync(
            parent["token"]!.GetValue<string>(), "POST", "tokens", new JsonObject { ["name"] = "child", ["scopes"] = new JsonArray("admin"), ["expires_at"] = end });
        Assert.Equal(parent["expires_at"]!.ToString(), (await ChildAsync(end: null)).AssertStatus(HttpStatusCode.Created).Body["expires_at"]!.ToString());
        (await ChildAsync(CollectingApp.Now.AddDays(3))).AssertError(HttpStatusCode.BadRequest, "expires_at");
    }

    [Fact]
    public async Task A_token_is_good_as_long_as_its_user_is()
    {
        var token = (await world.NewTokenAsync("template-admin", "read"))["token"]!.GetValue<string>();
        (await world.SendWithAsync(token, "GET", "users/me")).AssertStatus(HttpStatusCode.OK);
        JsonObject User(string status) => new()
        {
            ["users"] = new JsonArray(new JsonObject { ["id"] = AccessWorld.IdOf("template-admin"), ["username"] = "template-admin", ["status"] = status }),
        };
        await world.App.PostAsync("catalog", User("suspended"));
        (await world.SendWithAsync(token, "GET", "users/me")).AssertError(HttpStatusCode.Unauthorized);
        await world.App.PostAsync("catalog", User("active"));
        (await world.SendWithAsync(token, "GET", "users/me")).AssertStatus(HttpStatusCode.OK);
    }

    internal static Task<(string Id, string Text)> NewServiceTokenAsync(InsightsApp app) =>
        NewTokenAsync(app, """{"name": "service", "scopes": ["read", "ingest", "admin"], "service": true}""");

    internal static async Task<string> NewUserTokenAsync(InsightsApp app, string user) =>
        (await NewTokenAsync(app, $$"""{"name": "n", "scopes": ["read", "admin"], "user_id": "{{AccessWorld.IdOf(user)}}"}""")).Text;

    internal static async Task<ApiAnswer> MeAsync(InsightsApp app, string token)
    {
        using var http = new HttpClient { BaseAddress = app.Http.BaseAddress };
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/users/me") { Headers = { Authorization = new("Bearer", token) } };
        return await ApiAnswer.OfAsync(http, request);
    }

    private static async Task<(string Id, string Text)> NewTokenAsync(InsightsApp app, string body)
    {
        using var content = new StringContent(body);
        using var response = await app.SendAsync(HttpMethod.Post, "/api/v2/tokens", content);
        var made = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return (made["id"]!.GetValue<string>(), made["token"]!.GetValue<string>());
    }

    private async Task<string?> LastUsedAsync(string id) =>
        (await world.SendAsync("bootstrap", "GET", "tokens?include_all=true")).Body.AsArray()
            .Single(token => token!["id"]!.GetValue<string>() == id)!["last_used_at"]?.GetValue<string>();
}
