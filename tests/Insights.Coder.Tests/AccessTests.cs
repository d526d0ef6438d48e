using System.Text.Json.Nodes;
using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>Who may see something in Coder may see it here.</summary>
public sealed class AccessTests(PostgresServer postgres, StorageEmulator storage)
{
    [Fact]
    public async Task Roles_lists_groups_and_sign_ins_are_those_of_Coder()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var run = SourceRun.In(world.Coder, world.App);
        var (bob, group) = (await world.Coder.AddUserAsync("bob"), Guid.NewGuid());
        await world.Coder.ExecuteAsync("update users set rbac_roles = '{auditor,user-admin}' where id = $1", bob);
        await world.Coder.ExecuteAsync("update organization_members set roles = '{organization-template-admin}' where user_id = $1", world.User);
        await world.Coder.ExecuteAsync("insert into groups values ($1, 'platform', $2), ($2, 'Everyone', $2)", group, world.Coder.Organization);
        await world.Coder.ExecuteAsync("insert into group_members values ($1, $2)", bob, group);
        await world.Coder.ExecuteAsync(
            "update templates set user_acl = jsonb_build_object($1::text, '[\"read\", \"use\"]'::jsonb), group_acl = jsonb_build_object($2::text, '[\"*\"]'::jsonb)", world.User, group);
        await world.Coder.ExecuteAsync(
            """insert into user_links (user_id, login_type, linked_id, claims) values ($1, 'oidc', 'https://issuer||sub-of-ann', '{"id_token_claims": {"oid": "oid-of-ann"}}'), ($2, 'oidc', 'https://issuer||sub-of-bob', '{}')""",
            world.User, bob);

        await run.CatchUpAsync();

        Assert.Equal("""["auditor"]""", (await RolesAsync(world, bob))["roles"]!.ToJsonString());
        Assert.Equal($$"""{"{{world.Coder.Organization}}":["organization-template-admin"]}""", (await RolesAsync(world, world.User))["organization_roles"]!.ToJsonString());
        var list = await world.App.GetAsync($"/api/v2/templates/{world.Template}/acl");
        Assert.Equal($$"""{"user_perms":{},"group_perms":{"{{group}}":"admin"},"origin":"coder"}""", list.ToJsonString());
        Assert.Equal(
            ("oid-of-ann", "sub-of-bob"),
            ((await world.App.Services.GetUserAsync(world.User)).OidcSubject, (await world.App.Services.GetUserAsync(bob)).OidcSubject));
    }

    [Fact]
    public async Task Who_loses_a_role_in_Coder_loses_it_here()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var run = SourceRun.In(world.Coder, world.App);
        await world.Coder.ExecuteAsync("update users set rbac_roles = '{owner}'");
        await run.CatchUpAsync();
        Assert.Equal("""["owner"]""", (await RolesAsync(world, world.User))["roles"]!.ToJsonString());

        await world.Coder.ExecuteAsync("update users set rbac_roles = '{}'");
        world.App.Clock.Advance(TimeSpan.FromMinutes(5));
        await run.CatchUpAsync();

        Assert.Empty((await RolesAsync(world, world.User))["roles"]!.AsArray());
    }

    [Fact]
    public async Task A_token_that_may_not_tell_roles_sends_all_the_rest_and_it_is_said()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        var token = await Tokens.NewAsync(world.App, "ingest");
        await using var run = SourceRun.Over(world.Coder, world.App, () => token.Token, new Faults());
        await world.Coder.ExecuteAsync("update users set rbac_roles = '{auditor}'");
        await world.WorkAsync(Times.Now.AddMinutes(-5), 4);

        var outcome = await run.CatchUpAsync();

        Assert.Contains("/api/v2/ingest/access", Assert.Single(outcome.Problems), StringComparison.Ordinal);
        Assert.Empty((await RolesAsync(world, world.User))["roles"]!.AsArray());
        await world.AssertFiguresAsync();
    }

    [Fact]
    public async Task A_token_of_both_scopes_tells_roles_too()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        var token = await Tokens.NewAsync(world.App, "ingest", "catalog");
        await using var run = SourceRun.Over(world.Coder, world.App, () => token.Token, new Faults());
        await world.Coder.ExecuteAsync("update users set rbac_roles = '{auditor}'");

        Assert.Empty((await run.CatchUpAsync()).Problems);

        Assert.Equal("""["auditor"]""", (await RolesAsync(world, world.User))["roles"]!.ToJsonString());
    }

    private static Task<JsonNode> RolesAsync(SmallWorld world, Guid user) => world.App.GetAsync($"/api/v2/users/{user}/roles");
}
