using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Ingest;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>How roles and access control lists are set, and from when on they hold.</summary>
public sealed class GrantTests(AccessWorld world, StorageEmulator emulator) : IClassFixture<AccessWorld>
{
    private static readonly string Roles = $"users/{AccessWorld.IdOf("victim")}/roles";
    private static readonly string List = $"templates/{AccessWorld.OtherTemplate}/acl";
    private static readonly string Report = ReportOf(AccessWorld.OtherTemplate);

    // The other template's list is what these tests change.
    private static readonly string ReportOfTemplate = ReportOf(AccessWorld.Template);

    [Fact]
    public async Task Roles_replace_those_before_and_hold_at_once()
    {
        var token = (await world.NewTokenAsync("victim", "read"))["token"]!.GetValue<string>();
        (await world.SendWithAsync(token, "GET", ReportOfTemplate)).AssertError(HttpStatusCode.NotFound);
        await SetAsync(
            "PUT", Roles, $$$"""{"roles": ["auditor"], "organization_roles": {"{{{AccessWorld.There}}}": ["organization-auditor"], "{{{AccessWorld.Here}}}": []}}""");
        Assert.Equal(
            $$$"""{"roles":["auditor"],"organization_roles":{"{{{AccessWorld.There}}}":["organization-auditor"]}}""",
            (await world.SendAsync("owner", "GET", Roles)).Text);
        (await world.SendWithAsync(token, "GET", ReportOfTemplate)).AssertStatus(HttpStatusCode.OK);
        await SetAsync("PUT", Roles, """{"roles": []}""");
        Assert.Equal("""{"roles":[],"organization_roles":{}}""", (await world.SendAsync("owner", "GET", Roles)).Text);
        (await world.SendWithAsync(token, "GET", ReportOfTemplate)).AssertError(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_may_not_be_viewed_is_not_to_be_compared_with_either()
    {
        var screen = ReportOfTemplate.Replace("user-activity", "dashboard", StringComparison.Ordinal);
        (await world.SendAsync("acl-viewer", "GET", $"{screen}&compare_template_ids={AccessWorld.Template}")).AssertStatus(HttpStatusCode.OK);
        (await world.SendAsync("acl-viewer", "GET", $"{screen}&compare_template_ids={AccessWorld.Template},{AccessWorld.OtherTemplate}")).AssertError(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("{}", "roles")]
    [InlineData("""{"roles": [], "org_roles": {}}""", "org_roles")]
    [InlineData("""{"roles": ["Owner"]}""", "roles[0]")]
    [InlineData("""{"roles": ["king"]}""", "roles[0]")]
    [InlineData("""{"roles": ["organization-admin"]}""", "roles[0]")]
    [InlineData("""{"roles": [], "organization_roles": {"here": ["organization-admin"]}}""", "organization_roles")]
    [InlineData("""{"roles": [], "organization_roles": {"0b000000-0000-0000-0000-000000000001": ["organization-admin"]}}""", "organization_roles.0b000000-0000-0000-0000-000000000001")]
    [InlineData("""{"roles": [], "organization_roles": {"0a000000-0000-0000-0000-000000000001": ["owner"]}}""", "organization_roles.0a000000-0000-0000-0000-000000000001[0]")]
    [InlineData("""{"roles": [], "organization_roles": {"0a000000-0000-0000-0000-000000000001": "owner"}}""", "organization_roles.0a000000-0000-0000-0000-000000000001")]
    public async Task Wrong_roles_are_told_apart(string body, string field) =>
        (await world.SendAsync("owner", "PUT", Roles, JsonNode.Parse(body))).AssertError(HttpStatusCode.BadRequest, field);

    [Fact]
    public async Task Only_users_of_the_catalog_have_roles()
    {
        (await world.SendAsync("owner", "PUT", $"users/{Guid.NewGuid()}/roles", JsonNode.Parse("""{"roles": []}"""))).AssertError(HttpStatusCode.NotFound);
        (await world.SendAsync("owner", "PUT", "users/owner/roles", JsonNode.Parse("""{"roles": []}"""))).AssertError(HttpStatusCode.BadRequest, "user");
    }

    [Fact]
    public async Task A_list_is_changed_entry_by_entry_whoever_else_changes_it()
    {
        var users = new[] { "member", "victim", "auditor", "collector", "owner" };
        await Task.WhenAll(users.Select(user => SetAsync("PATCH", List, $$$"""{"user_perms": {"{{{AccessWorld.IdOf(user)}}}": "view_insights"}}""")));
        await SetAsync("PATCH", List, $$$"""{"user_perms": {"{{{AccessWorld.IdOf("member")}}}": "", "{{{AccessWorld.IdOf("victim")}}}": "admin"}}""");
        await SetAsync("PATCH", List, $$$"""{"group_perms": {"{{{AccessWorld.Viewers}}}": "view_insights"}, "user_perms": {"{{{Guid.NewGuid()}}}": ""}}""");
        var list = (await world.SendAsync("owner", "GET", List)).Body;
        Assert.Equal(
            users.Except(["member"]).Order().Select(user => (AccessWorld.IdOf(user).ToString(), user == "victim" ? "admin" : "view_insights")).Order(),
            list["user_perms"]!.AsObject().Select(entry => (entry.Key, entry.Value!.GetValue<string>())).Order());
        Assert.Equal($$"""{"{{AccessWorld.Viewers}}":"view_insights"}""", list["group_perms"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"user_perms": []}""", "user_perms")]
    [InlineData("""{"user_roles": {}}""", "user_roles")]
    [InlineData("""{"group_perms": {"6a000000-0000-0000-0000-000000000001": "Admin"}}""", "group_perms.6a000000-0000-0000-0000-000000000001")]
    [InlineData("""{"group_perms": {"6a000000-0000-0000-0000-000000000001": " "}}""", "group_perms.6a000000-0000-0000-0000-000000000001")]
    [InlineData("""{"user_perms": {"me": "admin"}}""", "user_perms")]
    [InlineData("""{"user_perms": {"11111111-0000-0000-0000-000000000000": "admin"}}""", "user_perms.11111111-0000-0000-0000-000000000000")]
    [InlineData("""{"group_perms": {"11111111-0000-0000-0000-000000000000": "admin"}}""", "group_perms.11111111-0000-0000-0000-000000000000")]
    [InlineData("""{"group_perms": {"6a000000-0000-0000-0000-000000000001": "use"}}""", "group_perms.6a000000-0000-0000-0000-000000000001")]
    public async Task A_wrong_change_of_a_list_is_told_apart(string body, string field) =>
        (await world.SendAsync("owner", "PATCH", List, JsonNode.Parse(body))).AssertError(HttpStatusCode.BadRequest, field);

    [Fact]
    public async Task An_organization_on_a_list_stands_for_all_its_members()
    {
        (await world.SendAsync("member", "GET", Report)).AssertError(HttpStatusCode.NotFound);
        await SetAsync("PATCH", List, $$$"""{"group_perms": {"{{{AccessWorld.Here}}}": "view_insights"}}""");
        (await world.SendAsync("member", "GET", Report)).AssertStatus(HttpStatusCode.OK);
        await SetAsync("PATCH", List, $$$"""{"group_perms": {"{{{AccessWorld.Here}}}": ""}}""");
        (await world.SendAsync("member", "GET", Report)).AssertError(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_is_granted_or_taken_elsewhere_holds_here_within_a_minute()
    {
        var storage = emulator.NewAccount();
        await using var here = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without());
        await using var there = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without());
        await here.PostAsync("catalog", AccessWorld.Catalog());
        var token = await TokenTests.NewUserTokenAsync(here, "member");
        foreach (var (roles, sees) in new[] { ("[\"auditor\"]", "true"), ("[]", "false") })
        {
            using var change = new StringContent($$"""{"roles": {{roles}}}""");
            (await here.SendAsync(HttpMethod.Put, $"/api/v2/users/{AccessWorld.IdOf("member")}/roles", change)).Dispose();
            there.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Contains($"\"view_all_insights\":{sees}", (await TokenTests.MeAsync(there, token)).AssertStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_taken_away_a_moment_ago_is_not_used_to_take_it_back()
    {
        var storage = emulator.NewAccount();
        await using var here = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without());
        await using var there = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without());
        await here.PostAsync("catalog", AccessWorld.Catalog());
        var (member, group, owner) = (AccessWorld.IdOf("member"), AccessWorld.Viewers, AccessWorld.IdOf("owner"));
        var list = $"/api/v2/templates/{AccessWorld.Template}/acl";
        var admins = (
            User: await TokenTests.NewUserTokenAsync(here, "member"),
            Group: await TokenTests.NewUserTokenAsync(here, "group-viewer"),
            Owner: await TokenTests.NewUserTokenAsync(here, "owner"));
        var (service, revoked) = await TokenTests.NewServiceTokenAsync(here);

        await ChangeAsync(here, HttpMethod.Patch, list, $$$"""{"user_perms": {"{{{member}}}": "admin"}, "group_perms": {"{{{group}}}": "admin"}}""");
        await ChangeAsync(here, HttpMethod.Put, $"/api/v2/users/{owner}/roles", """{"roles": ["owner"]}""");
        foreach (var (token, path) in new[] { (admins.User, list), (admins.Group, list), (admins.Owner, "/api/v2/audit"), (revoked, "/api/v2/audit") })
        {
            Assert.Equal(HttpStatusCode.OK, await ChangeAsync(there, HttpMethod.Get, path, null, token));
        }

        await ChangeAsync(here, HttpMethod.Patch, list, $$$"""{"user_perms": {"{{{member}}}": ""}}""");
        await ChangeAsync(here, HttpMethod.Put, $"/api/v2/users/{owner}/roles", """{"roles": []}""");
        await ChangeAsync(here, HttpMethod.Delete, $"/api/v2/tokens/{service}", null);
        await here.PostAsync("catalog", new JsonObject
        {
            ["groups"] = new JsonArray(new JsonObject { ["id"] = group, ["name"] = "viewers", ["organization_id"] = AccessWorld.Here }),
        });
        var back = $$$"""{"user_perms": {"{{{member}}}": "admin"}}""";
        Assert.Equal(HttpStatusCode.NotFound, await ChangeAsync(there, HttpMethod.Patch, list, back, admins.User));
        Assert.Equal(HttpStatusCode.NotFound, await ChangeAsync(there, HttpMethod.Patch, list, back, admins.Group));
        Assert.Equal(
            HttpStatusCode.Forbidden, await ChangeAsync(there, HttpMethod.Put, $"/api/v2/users/{owner}/roles", """{"roles": ["owner"]}""", admins.Owner));
        Assert.Equal(
            HttpStatusCode.Unauthorized, await ChangeAsync(there, HttpMethod.Post, "/api/v2/tokens", """{"name": "n", "scopes": ["admin"], "service": true}""", revoked));
    }

    private static async Task<HttpStatusCode> ChangeAsync(InsightsApp app, HttpMethod method, string path, string? body, string token = InsightsApp.Token)
    {
        using var content = body is null ? null : new StringContent(body);
        using var response = await app.SendAsync(method, path, content, token);
        return response.StatusCode;
    }

    private static string ReportOf(Guid template) =>
        $"insights/user-activity?start_time=2026-11-01T00:00:00Z&end_time=2026-11-02T00:00:00Z&template_ids={template}";

    private async Task SetAsync(string method, string path, string body) =>
        (await world.SendAsync("owner", method, path, JsonNode.Parse(body))).AssertStatus(HttpStatusCode.OK);
}
