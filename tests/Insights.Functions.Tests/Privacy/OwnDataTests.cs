using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Insights.Functions.Catalog;
using Insights.Functions.Insights.Self;
using Insights.Functions.Tests.Access;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>What somebody can have of himself: a copy of all that is stored, and that it is erased.</summary>
public sealed class OwnDataTests(StorageEmulator emulator)
{
    private const string Path = "insights/users/me/data";

    [Fact]
    public void Each_thing_that_is_stored_of_a_user_is_in_the_copy()
    {
        // Organizations are a list of their own, and who is deleted cannot ask.
        string[] stored = [.. typeof(User).GetProperties().Where(field => field.GetMethod!.IsStatic is false && field.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always }).Select(field => field.Name)];
        Assert.Equal(
            ["DeletedAt", "OrganizationIds"],
            stored.Except(typeof(OwnData.UserEntry).GetProperties().Select(field => field.Name == nameof(OwnData.UserEntry.LastDeletedAt) ? nameof(User.LastDeletion) : field.Name)).Order());
    }

    [Fact]
    public async Task Everybody_downloads_all_that_is_stored_of_himself_and_nothing_of_others()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = await StartAsync(issuer, "aggregated");
        var own = issuer.Token("subject3", PrivateApp.Now);
        var browser = await Browser.SignedInAsync(app, own);
        var token = (await SendAsync(app, own, "POST", "tokens", """{"name": "my laptop", "scopes": ["read"]}""")).AssertStatus(HttpStatusCode.Created).Body;
        await SendAsync(app, InsightsApp.Token, "PUT", $"users/{Stats.User(3)}/roles", """{"roles": ["auditor"]}""");
        await SendAsync(
            app, InsightsApp.Token, "PATCH", $"templates/{Stats.Template}/acl", $$$"""{"user_perms": {"{{{Stats.User(3)}}}": "admin", "{{{Stats.User(4)}}}": "admin"}, "group_perms": {"{{{PrivateApp.Group}}}": "view_insights"}}""");
        (await SendAsync(app, issuer.Token("officer", PrivateApp.Now), "POST", "insights/reveals", $$"""{"user_id": "{{Stats.User(3)}}", "reason": "a reason"}""")).AssertStatus(HttpStatusCode.Created);

        var answer = await browser.SendAsync(HttpMethod.Get, Path);
        var data = answer.AssertStatus(HttpStatusCode.OK).Body;
        string[] others = [.. PrivateApp.SecretsIn(answer.Text).Where(secret => !secret.Contains('3', StringComparison.Ordinal))];
        Assert.Equal([], others.Where(secret => secret != Stats.User(3).ToString()));
        Assert.Equal((PrivateApp.Username(3), PrivateApp.PersonName(3), "subject3"), ((string?)data["user"]!["username"], (string?)data["user"]!["name"], (string?)data["user"]!["oidc_subject"]));
        Assert.Equal("active", (string?)data["user"]!["statuses"]![0]!["status"]);
        Assert.Equal("acme", (string?)Assert.Single(data["organizations"]!.AsArray())!["name"]);
        Assert.Equal("one", (string?)Assert.Single(data["groups"]!.AsArray())!["name"]);
        Assert.Equal(
            ["2026-10-05T09:00:00Z", "2026-10-05T14:00:00Z", "2026-10-06T09:00:00Z", "2026-10-06T14:00:00Z"], data["usage"]!.AsArray().Select(row => (string)row!["start_time"]!));
        Assert.All(data["usage"]!.AsArray(), row => Assert.Equal("""{"minutes":1,"which":"3"}""", row!["used"]!.ToJsonString()));
        Assert.Equal("/home/" + PrivateApp.Username(3), (string?)Assert.Single(data["builds"]!.AsArray())!["parameters"]![0]!["value"]);
        Assert.Equal("""["auditor"]""", data["roles"]!["roles"]!.ToJsonString());
        Assert.Equal(["admin ", $"view_insights {PrivateApp.Group}"], data["lists"]!.AsArray().Select(one => $"{one!["permission"]} {one["group_id"]}"));
        Assert.Equal((string?)token["id"], (string?)Assert.Single(data["tokens"]!.AsArray())!["id"]);
        Assert.Equal("sign_in", (string?)Assert.Single(data["sessions"]!.AsArray())!["via"]);
        Assert.Equal("a reason", (string?)Assert.Single(data["reveals"]!.AsArray())!["reason"]);
        Assert.Equal(["acl.change", "roles.change", "token.create", "sign_in.change"], data["audit"]!.AsArray().Select(act => (string)act!["action"]!));

        // Of lists and sign-ins that were changed only that they were: others are among them.
        Assert.Equal([false, true, false, false], data["audit"]!.AsArray().Select(act => act!["change"] is not null));

        var usage = (await SendAsync(app, own, "GET", $"{Path}/csv")).AssertStatus(HttpStatusCode.OK).Text.TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("start_time,template_id,kind,app,minutes,which_minutes,connected,median_latency_ms", usage[0]);
        Assert.Equal(4, usage.Count(row => row.Contains(",all,", StringComparison.Ordinal)));
        Assert.Contains("/home/" + PrivateApp.Username(3), (await SendAsync(app, own, "GET", $"{Path}/csv?section=builds")).Text, StringComparison.Ordinal);
        (await SendAsync(app, own, "GET", $"{Path}/csv?section=all")).AssertError(HttpStatusCode.BadRequest, "section");

        var made = (string)(await SendAsync(app, InsightsApp.Token, "POST", "tokens", $$"""{"name": "made", "scopes": ["read", "admin"], "user_id": "{{Stats.User(3)}}"}""")).Body["token"]!;
        (await SendAsync(app, made, "GET", Path)).AssertError(HttpStatusCode.Forbidden);
        (await SendAsync(app, InsightsApp.Token, "GET", Path)).AssertError(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Where_people_are_named_a_token_downloads_what_it_could_see_anyway()
    {
        await using var app = await PrivateApp.StartAsync(emulator, "named");
        foreach (var (scope, isThere) in ((string, bool)[])[("\"read\"", false), ("\"read\", \"admin\"", true)])
        {
            var token = (string)(await SendAsync(app, InsightsApp.Token, "POST", "tokens", $$"""{"name": "made", "scopes": [{{scope}}], "user_id": "{{Stats.User(2)}}"}""")).Body["token"]!;
            var data = (await SendAsync(app, token, "GET", Path)).AssertStatus(HttpStatusCode.OK).Body;
            Assert.Equal(6, data["usage"]!.AsArray().Count);
            Assert.Equal([isThere, isThere, isThere, isThere, isThere, false], ((string[])["roles", "lists", "tokens", "sessions", "audit", "reveals"]).Select(name => data[name] is not null));
        }
    }

    [Fact]
    public async Task Who_asks_to_be_erased_is_seen_by_owners_who_see_how_far_it_has_got()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = await StartAsync(issuer, "pseudonymous");
        const string Request = "insights/users/me/erasure-request";
        var own = issuer.Token("subject2", PrivateApp.Now);
        (await SendAsync(app, own, "POST", Request)).AssertStatus(HttpStatusCode.NoContent);
        var since = (string?)(await SendAsync(app, own, "GET", Request)).Body["requested_at"];
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        (await SendAsync(app, own, "POST", Request)).AssertStatus(HttpStatusCode.NoContent);
        var asked = Assert.Single((await SendAsync(app, InsightsApp.Token, "GET", "erasure-requests")).Body["requests"]!.AsArray())!;
        Assert.Equal((Stats.User(2).ToString(), since), ((string?)asked["user_id"], (string?)asked["requested_at"]));
        (await SendAsync(app, own, "DELETE", Request)).AssertStatus(HttpStatusCode.NoContent);
        Assert.Empty((await SendAsync(app, InsightsApp.Token, "GET", "erasure-requests")).Body["requests"]!.AsArray());
        (await SendAsync(app, own, "POST", Request)).AssertStatus(HttpStatusCode.NoContent);
        (await SendAsync(app, InsightsApp.Token, "DELETE", $"erasure-requests/{Stats.User(2)}")).AssertStatus(HttpStatusCode.NoContent);
        Assert.Null((await SendAsync(app, own, "GET", Request)).Body["requested_at"]);

        (await SendAsync(app, own, "POST", Request)).AssertStatus(HttpStatusCode.NoContent);
        var begun = (await SendAsync(app, InsightsApp.Token, "DELETE", $"users/{Stats.User(2)}/insights")).AssertStatus(HttpStatusCode.Accepted).Body;
        Assert.Equal(("running", 0, 2), ((string?)begun["status"], (int)begun["templates_done"]!, (int)begun["templates"]!));
        Assert.Empty((await SendAsync(app, InsightsApp.Token, "GET", "erasure-requests")).Body["requests"]!.AsArray());
        await InsightsApp.Eventually(async () => (string?)(await OperationAsync())["status"] == "completed");
        Assert.Equal((2, 2), ((int)(await OperationAsync())["templates_done"]!, (int)(await OperationAsync())["templates"]!));
        var data = (await SendAsync(app, own, "GET", Path)).AssertStatus(HttpStatusCode.OK).Body;
        Assert.Empty(data["usage"]!.AsArray());
        Assert.NotNull(Assert.Single(data["erasures"]!.AsArray())!["completed_at"]);
        Assert.Contains("user.erase", data["audit"]!.AsArray().Select(act => (string)act!["action"]!));

        async Task<JsonNode> OperationAsync() => Assert.Single((await SendAsync(app, InsightsApp.Token, "GET", "operations")).Body["operations"]!.AsArray())!;
    }

    private static Task<ApiAnswer> SendAsync(InsightsApp app, string token, string method, string path, string? body = null) =>
        RevealWorld.SendWithAsync(app, token, method, path, body is null ? null : JsonNode.Parse(body));

    private Task<InsightsApp> StartAsync(TestIssuer issuer, string level) => PrivateApp.StartAsync(emulator, level, new Dictionary<string, string?>
    {
        ["Insights:Auth:Authority"] = issuer.Authority,
        ["Insights:Auth:Audience"] = TestIssuer.Audience,
        ["Insights:Privacy:Officers"] = "officer",
    });
}
