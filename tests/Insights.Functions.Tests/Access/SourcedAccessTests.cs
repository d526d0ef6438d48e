using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Access;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Ingest;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>Roles and lists that a source tells are followed; those that were set here are not touched.</summary>
public sealed class SourcedAccessTests(AccessWorld world, StorageEmulator emulator) : IClassFixture<AccessWorld>
{
    private static readonly Guid Victim = AccessWorld.IdOf("victim");
    private static readonly Guid Member = AccessWorld.IdOf("member");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Roles_hold_as_they_are_told_and_what_is_not_told_any_more_is_gone()
    {
        var roles = $"users/{Victim}/roles";
        await HandBackAsync();
        await ToldAsync(User(Victim, """["user-admin", "auditor", "owner", "ingest", "a-custom-one"]""", """["organization-auditor", "organization-user-admin"]"""), changed: 1);
        Assert.Equal(
            $$"""{"roles":["auditor","owner"],"organization_roles":{"{{AccessWorld.Here}}":["organization-auditor"]},"origin":"coder"}""",
            (await world.SendAsync("owner", "GET", roles)).Text);
        await ToldAsync(User(Victim, """["owner", "auditor"]""", """["organization-auditor"]"""), changed: 0);
        await ToldAsync(User(Victim, """["member"]""", "[]"), changed: 1);
        Assert.Equal("""{"roles":[],"organization_roles":{},"origin":"coder"}""", (await world.SendAsync("owner", "GET", roles)).Text);
        var log = (await world.SendAsync("owner", "GET", "audit?limit=10")).Body["audit_logs"]!.AsArray();
        Assert.Equal(
            ("roles.follow", Victim.ToString(), "token", """{"roles":[],"organization_roles":{}}"""),
            ((string?)log[0]!["action"], (string?)log[0]!["target"], (string?)log[0]!["actor"]!["via"], log[0]!["change"]!.ToJsonString()));

        async Task HandBackAsync() => await SetAsync("PUT", roles, """{"roles": [], "origin": "coder"}""");
    }

    [Fact]
    public async Task Roles_that_were_set_here_stay_until_they_are_given_back()
    {
        var roles = $"users/{Member}/roles";
        await SetAsync("PUT", roles, """{"roles": []}""");
        await ToldAsync(User(Member, """["owner"]""", "[]"), changed: 0, kept: 1);
        Assert.Equal("""{"roles":[],"organization_roles":{}}""", (await world.SendAsync("owner", "GET", roles)).Text);

        await SetAsync("PUT", roles, """{"roles": [], "origin": "coder"}""");
        await ToldAsync(User(Member, """["auditor"]""", "[]"), changed: 1);
        await SetAsync("PUT", roles, """{"roles": ["template-admin"]}""");
        await ToldAsync(User(Member, """["owner"]""", "[]"), changed: 0, kept: 1);
        Assert.Equal("template-admin", (string?)(await world.SendAsync("owner", "GET", roles)).Body["roles"]![0]);
        await SetAsync("PUT", roles, """{"roles": [], "origin": "local"}""");
    }

    [Fact]
    public async Task A_list_is_followed_entry_by_entry_until_it_is_changed_here()
    {
        var list = $"templates/{AccessWorld.OtherTemplate}/acl";
        await ToldAsync(Template($$"""{"{{Victim}}": "admin", "{{Member}}": "use"}""", $$"""{"{{AccessWorld.Viewers}}": "view_insights"}"""), changed: 1);
        Assert.Equal(
            $$"""{"user_perms":{"{{Victim}}":"admin"},"group_perms":{"{{AccessWorld.Viewers}}":"view_insights"},"origin":"coder"}""",
            (await world.SendAsync("owner", "GET", list)).Text);
        var report = $"insights/user-activity?start_time=2026-11-01T00:00:00Z&end_time=2026-11-02T00:00:00Z&template_ids={AccessWorld.OtherTemplate}";
        (await world.SendAsync("group-viewer", "GET", report)).AssertStatus(HttpStatusCode.OK);
        await ToldAsync(Template($$"""{"{{Victim}}": "admin"}""", "{}"), changed: 1);
        (await world.SendAsync("group-viewer", "GET", report)).AssertStatus(HttpStatusCode.NotFound);

        await SetAsync("PATCH", list, $$$"""{"user_perms": {"{{{Member}}}": "view_insights"}}""");
        await ToldAsync(Template("{}", "{}"), changed: 0, kept: 1);
        Assert.Equal(2, (await world.SendAsync("owner", "GET", list)).Body["user_perms"]!.AsObject().Count);
        await SetAsync("PATCH", list, """{"origin": "coder"}""");
        await ToldAsync(Template("{}", "{}"), changed: 1);
        Assert.Equal("""{"user_perms":{},"group_perms":{},"origin":"coder"}""", (await world.SendAsync("owner", "GET", list)).Text);
    }

    [Theory]
    [InlineData("""{"users": [{"roles": ["owner"]}]}""", "users[0].id")]
    [InlineData("""{"users": [{"id": "00000000-0000-0000-0000-000000000001", "roles": "owner"}]}""", "users[0].roles")]
    [InlineData("""{"users": [{"id": "00000000-0000-0000-0000-000000000001", "roles": [5]}]}""", "users[0].roles[0]")]
    [InlineData("""{"users": [{"id": "00000000-0000-0000-0000-000000000001", "organization_roles": {"here": []}}]}""", "users[0].organization_roles")]
    [InlineData("""{"users": [{"id": "00000000-0000-0000-0000-000000000001", "organization_roles": {"0a000000-0000-0000-0000-000000000001": {}}}]}""", "users[0].organization_roles.0a000000-0000-0000-0000-000000000001")]
    [InlineData("""{"templates": [{"user_perms": {}}]}""", "templates[0].id")]
    [InlineData("""{"templates": [{"id": "00000000-0000-0000-0000-000000000001", "group_perms": {"me": "admin"}}]}""", "templates[0].group_perms")]
    [InlineData("""{"templates": [{"id": "00000000-0000-0000-0000-000000000001", "user_perms": {"00000000-0000-0000-0000-000000000001": "everything"}}]}""", "templates[0].user_perms.00000000-0000-0000-0000-000000000001")]
    public async Task What_is_told_wrongly_is_named_and_nothing_is_changed(string body, string field)
    {
        var request = JsonNode.Parse(body)!.AsObject();
        request["users"] ??= new JsonArray();
        request["users"]!.AsArray().Add(JsonNode.Parse($$"""{"id": "{{AccessWorld.IdOf("collector")}}", "roles": ["owner"]}"""));
        (await world.SendAsync("service, catalog only", "PUT", "ingest/access", request)).AssertError(HttpStatusCode.BadRequest, field);
        Assert.DoesNotContain("owner", (await world.SendAsync("owner", "GET", $"users/{AccessWorld.IdOf("collector")}/roles")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"roles": [], "origin": "github"}""")]
    [InlineData("""{"roles": [], "origin": 5}""")]
    public async Task Roles_come_from_Coder_or_from_here(string body) =>
        (await world.SendAsync("owner", "PUT", $"users/{Victim}/roles", JsonNode.Parse(body))).AssertError(HttpStatusCode.BadRequest, "origin");

    [Fact]
    public async Task Where_access_is_local_nothing_is_followed()
    {
        await using var app = await InsightsApp.StartAsync(
            emulator, CollectingApp.Now, settings: new Dictionary<string, string?> { ["Insights:Coder:Access"] = "local" });
        using var response = await app.SendAsync(HttpMethod.Put, "/api/v2/ingest/access", new StringContent("""{"users": []}"""));
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var access = app.Services.GetRequiredService<SourcedAccess>();
        Assert.False(access.FollowsSource);
        Assert.Equal(
            new SourcedAccessOutcome(1, 0, 0),
            await access.ApplyAsync([new UserRoles(Victim, ["owner"], new Dictionary<Guid, IReadOnlyList<string>>())], [], AuditActor.OfSource("coder"), Cancel));
        Assert.Empty(await app.Services.GetRequiredService<RoleTable>().GetAsync(Cancel));
    }

    [Fact]
    public async Task A_source_in_the_service_is_named_in_the_audit()
    {
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now);
        var access = app.Services.GetRequiredService<SourcedAccess>();
        var roles = Enumerable.Range(0, 20).Select(number => new UserRoles(
            Stats.User(number), number % 2 == 0 ? ["auditor"] : [], new Dictionary<Guid, IReadOnlyList<string>>())).ToArray();
        Assert.Equal(new SourcedAccessOutcome(20, Changed: 10, Kept: 0), await access.ApplyAsync(roles, [], AuditActor.OfSource("coder"), Cancel));
        Assert.Equal(new SourcedAccessOutcome(20, Changed: 0, Kept: 0), await access.ApplyAsync(roles, [], AuditActor.OfSource("coder"), Cancel));
        var log = (await app.GetAsync("/api/v2/audit"))["audit_logs"]!.AsArray();
        Assert.Equal(10, log.Count);
        Assert.All(log, entry => Assert.Equal(("source", "coder"), ((string?)entry!["actor"]!["via"], (string?)entry["actor"]!["credential"])));
        Assert.Single(log.Select(entry => (string?)entry!["request_id"]).Distinct());
    }

    [Fact]
    public async Task Somebody_here_and_a_source_at_once_never_undo_what_was_set_here()
    {
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now);
        var roles = app.Services.GetRequiredService<RoleTable>();
        var access = app.Services.GetRequiredService<SourcedAccess>();
        for (var round = 0; round < 20; round++)
        {
            var user = Stats.User(round);
            var told = Enumerable.Range(0, 4).Select(number => access.ApplyAsync(
                [new UserRoles(user, number % 2 == 0 ? ["owner"] : ["auditor"], new Dictionary<Guid, IReadOnlyList<string>>())], [], AuditActor.OfSource("coder"), Cancel));
            await Task.WhenAll([.. told, roles.PutAsync(new UserRoles(user, ["template-admin"], new Dictionary<Guid, IReadOnlyList<string>>()), Cancel)]);
            Assert.Equal(["template-admin"], (await roles.FindAsync(user, Cancel)).Site);
        }
    }

    [Fact]
    public async Task Who_tells_roles_may_also_say_as_whom_their_holders_sign_in_and_a_mere_collector_may_not()
    {
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now);
        var access = app.Services.GetRequiredService<SourcedAccess>();
        await app.PostAsync("catalog", Users("""{"id": "11111111-0000-0000-0000-000000000001", "username": "a"}"""));
        await access.ApplyAsync(
            [new UserRoles(new Guid("11111111-0000-0000-0000-000000000001"), ["owner"], new Dictionary<Guid, IReadOnlyList<string>>())], [], AuditActor.OfSource("coder"), Cancel);
        var body = """{"id": "11111111-0000-0000-0000-000000000001", "username": "a", "oidc_subject": "oid-a"}""";
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(body, "ingest"));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(body, "ingest", "catalog"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(body.Replace("oid-a", "oid-b", StringComparison.Ordinal), "ingest", "catalog"));

        static JsonObject Users(string user) => new() { ["users"] = new JsonArray(JsonNode.Parse(user)) };

        async Task<HttpStatusCode> PostAsync(string user, params string[] scopes)
        {
            var request = new JsonObject { ["name"] = "collector", ["service"] = true, ["scopes"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]) };
            using var made = await app.SendAsync(HttpMethod.Post, "/api/v2/tokens", new StringContent(request.ToJsonString()));
            var token = (string?)JsonNode.Parse(await made.Content.ReadAsStringAsync(Cancel))!["token"];
            var message = new HttpRequestMessage(HttpMethod.Post, "/api/v2/ingest/catalog") { Content = new StringContent(Users(user).ToJsonString()) };
            message.Headers.Add("Authorization", $"Bearer {token}");
            using var http = new HttpClient { BaseAddress = app.Http.BaseAddress };
            using var response = await http.SendAsync(message, Cancel);
            return response.StatusCode;
        }
    }

    private static JsonObject User(Guid id, string roles, string here) => new()
    {
        ["users"] = new JsonArray(new JsonObject
        {
            ["id"] = id,
            ["roles"] = JsonNode.Parse(roles),
            ["organization_roles"] = new JsonObject { [AccessWorld.Here.ToString()] = JsonNode.Parse(here) },
        }),
    };

    private static JsonObject Template(string users, string groups) => new()
    {
        ["templates"] = new JsonArray(new JsonObject
        {
            ["id"] = AccessWorld.OtherTemplate,
            ["user_perms"] = JsonNode.Parse(users),
            ["group_perms"] = JsonNode.Parse(groups),
        }),
    };

    private async Task ToldAsync(JsonObject body, int changed, int kept = 0) => Assert.Equal(
        $$"""{"accepted":1,"changed":{{changed}},"kept":{{kept}}}""",
        (await world.SendAsync("service, catalog only", "PUT", "ingest/access", body)).AssertStatus(HttpStatusCode.Accepted).Text);

    private async Task SetAsync(string method, string path, string body) =>
        (await world.SendAsync("owner", method, path, JsonNode.Parse(body))).AssertStatus(HttpStatusCode.OK);
}
