using System.Text.Json.Nodes;
using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Functions.Tests.App;
using Insights.Local.Coder;
using Xunit;

namespace Insights.Coder.Tests.Api;

/// <summary>A Coder whose database cannot be read is followed by its API: what that tells is exact, and what it does not is said.</summary>
public sealed class ApiSourceTests(PostgresServer postgres, StorageEmulator storage)
{
    [Fact]
    public async Task Active_users_seconds_latencies_and_parameters_are_those_of_the_rows()
    {
        await using var world = await ApiWorld.BeginAsync(postgres, storage);
        var activity = new Activity(world.Coder, Dialect.Columns, seed: 11);
        await activity.PeopleAsync(Times.Now.AddDays(-4));
        await activity.WorkAsync(Times.Now.AddDays(-3), Times.Now, bouts: 50);
        var source = world.NewSource();

        await world.CatchUpAsync(source);
        await world.AssertFiguresAsync(days: 4);

        // What goes on is there minutes later, and its latencies when Coder changes them no more.
        await activity.WorkAsync(Times.Now, Times.Now.AddMinutes(45), bouts: 12);
        world.App.Clock.Set(Times.Now.AddMinutes(55));
        await world.CatchUpAsync(source);
        await world.AssertFiguresAsync(days: 4);
        world.App.Clock.Set(Times.Now.AddHours(15));
        await world.CatchUpAsync(source);
        await world.AssertFiguresAsync(days: 4);
        Assert.Equal(0, world.Server.Limited);
    }

    [Fact]
    public async Task A_half_hour_that_grows_is_as_long_as_it_is()
    {
        await using var world = await ApiWorld.BeginAsync(postgres, storage);
        var source = world.NewSource();
        foreach (var minutes in new[] { 12, 17, 24 })
        {
            await world.Small.WorkAsync(Times.Now.AddMinutes(minutes - 10), 3, minutes == 17 ? "ssh" : "vscode");
            world.App.Clock.Set(Times.Now.AddMinutes(minutes));
            await world.CatchUpAsync(source);
            await world.AssertFiguresAsync(days: 1);
        }
    }

    [Fact]
    public async Task Who_uses_several_templates_in_one_half_hour_is_taken_apart()
    {
        await using var world = await ApiWorld.BeginAsync(postgres, storage);
        var other = await world.Coder.AddTemplateAsync("kubernetes");
        var workspace = await world.Coder.AddWorkspaceAsync(world.Small.User, other, "second");
        var bob = await world.Coder.AddUserAsync("bob");
        var third = await world.Coder.AddWorkspaceAsync(bob, other, "third");
        var at = Times.Now.AddDays(-1);
        await world.Small.WorkAsync(at, 18);
        await world.Coder.ReportAsync(Enumerable.Range(0, 30).Select(half => Report.Of(workspace, at.AddSeconds(30 * half), "jetbrains", 70 + half)));
        await world.Coder.ReportAsync(Enumerable.Range(0, 7).Select(half => Report.Of(third, at.AddSeconds(30 * half), "ssh", 200 + half)));

        await world.CatchUpAsync(world.NewSource());

        await world.AssertFiguresAsync(days: 2);
        foreach (var template in new[] { other, world.Small.Template })
        {
            var activity = await world.App.GetAsync($"/api/v2/insights/user-activity?start_time=2026-10-13T00:00:00Z&end_time=2026-10-14T00:00:00Z&template_ids={template}");
            Assert.Equal(template == other ? 2 : 1, activity["report"]!["users"]!.AsArray().Count);
        }
    }

    [Fact]
    public async Task A_source_that_was_away_for_days_has_all_of_them()
    {
        await using var world = await ApiWorld.BeginAsync(postgres, storage);
        await world.Small.WorkAsync(Times.Now.AddHours(-5), 200);
        await world.CatchUpAsync(world.NewSource());

        foreach (var hours in new[] { 1, 20, 47, 71 })
        {
            await world.Small.WorkAsync(Times.Now.AddHours(hours), 40);
        }

        world.App.Clock.Set(Times.Now.AddHours(80));
        await world.CatchUpAsync(world.NewSource());

        await world.AssertFiguresAsync(days: 5);
        Assert.Equal(0, (await world.SourceAsync())["history"]!["days_left"]!.GetValue<double>());
    }

    [Fact]
    public async Task What_Coder_adds_up_late_is_found_within_the_hour()
    {
        await using var world = await ApiWorld.BeginAsync(postgres, storage);
        var source = world.NewSource();
        await world.Small.WorkAsync(Times.Now.AddMinutes(10), 20);
        foreach (var hours in new[] { 1, 2, 3, 4, 5 })
        {
            world.App.Clock.Set(Times.Now.AddHours(hours));
            await world.CatchUpAsync(source);
        }

        await world.Small.WorkAsync(Times.Now.AddMinutes(20).AddSeconds(11), 25, "jetbrains");
        world.App.Clock.Set(Times.Now.AddHours(6).AddMinutes(5));
        await world.CatchUpAsync(source);

        await world.AssertFiguresAsync(days: 1);
    }

    [Fact]
    public async Task Roles_lists_and_groups_are_those_of_Coder_and_without_a_license_it_is_said()
    {
        await using var world = await ApiWorld.BeginAsync(postgres, storage);
        var (bob, group) = (await world.Coder.AddUserAsync("bob"), Guid.NewGuid());
        await world.Coder.ExecuteAsync("update users set rbac_roles = '{auditor}' where id = $1", bob);
        await world.Coder.ExecuteAsync("update organization_members set roles = '{organization-template-admin}' where user_id = $1", world.Small.User);
        await world.Coder.ExecuteAsync("insert into groups values ($1, 'platform', $2), ($2, 'Everyone', $2)", group, world.Coder.Organization);
        await world.Coder.ExecuteAsync("insert into group_members values ($1, $2)", bob, group);
        await world.Coder.ExecuteAsync(
            "update templates set user_acl = jsonb_build_object($1::text, '[\"read\", \"use\"]'::jsonb), group_acl = jsonb_build_object($2::text, '[\"*\"]'::jsonb)", world.Small.User, group);
        var source = world.NewSource();

        await world.CatchUpAsync(source);

        Assert.Equal("""["auditor"]""", (await RolesAsync(bob))["roles"]!.ToJsonString());
        Assert.Equal($$"""{"{{world.Coder.Organization}}":["organization-template-admin"]}""", (await RolesAsync(world.Small.User))["organization_roles"]!.ToJsonString());
        var list = await world.App.GetAsync($"/api/v2/templates/{world.Small.Template}/acl");
        Assert.Equal($$"""{"user_perms":{},"group_perms":{"{{group}}":"admin"},"origin":"coder"}""", list.ToJsonString());

        // The license ends: what is known stays.
        world.Server.IsLicensed = false;
        world.App.Clock.Advance(TimeSpan.FromMinutes(6));
        await world.CatchUpAsync(source);
        Assert.Equal(list.ToJsonString(), (await world.App.GetAsync($"/api/v2/templates/{world.Small.Template}/acl")).ToJsonString());
        Assert.Contains((await world.SourceAsync())["omits"]!.AsArray(), omit => omit!.GetValue<string>().Contains("no license", StringComparison.Ordinal));

        Task<JsonNode> RolesAsync(Guid user) => world.App.GetAsync($"/api/v2/users/{user}/roles");
    }

    [Fact]
    public async Task Users_come_in_pages_and_those_whom_no_list_has_are_named_by_their_usage()
    {
        await using var world = await ApiWorld.BeginAsync(postgres, storage);
        for (var number = 0; number < 230; number++)
        {
            await world.Coder.AddUserAsync($"user{number:000}");
        }

        await world.Small.WorkAsync(Times.Now.AddHours(-30), 10);
        await world.Coder.DeleteUserAsync(world.Small.User, Times.Now.AddHours(-2));

        var source = world.NewSource();
        await world.CatchUpAsync(source);
        await world.CatchUpAsync(source);

        Assert.Equal(3, world.Server.Requests.Count(request => request.StartsWith("/api/v2/users?", StringComparison.Ordinal)));
        Assert.Equal("user229", (await world.App.Services.GetUserAsync(await IdOfAsync("user229"))).Username);
        Assert.Equal("ann", (await world.App.Services.GetUserAsync(world.Small.User)).Username);

        async Task<Guid> IdOfAsync(string name) => (await world.Coder.QueryAsync("select id from users where username = $1", row => row.GetGuid(0), name))[0];
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_is_said_and_never_shown_and_a_new_one_is_taken_from_where_it_was()
    {
        await using var world = await ApiWorld.BeginAsync(postgres, storage);
        await world.Small.WorkAsync(Times.Now.AddHours(-5), 20);
        var (source, token) = (world.NewSource(), CoderServer.FirstToken);
        await world.CatchUpAsync(source);

        await using var stale = new StaleToken(world.Server);
        var old = stale.NewSource(world, () => token);
        Assert.Contains("does not accept the token", (await old.PollAsync(TestContext.Current.CancellationToken)).Error, StringComparison.Ordinal);
        token = world.Server.Token;
        Assert.Null((await old.PollAsync(TestContext.Current.CancellationToken)).Error);

        Assert.DoesNotContain(world.Log.Lines, line => line.Contains("token-of-Coder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Coder_that_is_busy_is_asked_again_when_it_says()
    {
        await using var world = await ApiWorld.BeginAsync(postgres, storage);
        await world.Small.WorkAsync(Times.Now.AddHours(-5), 20);
        world.Server.BeBusy(4);

        await world.CatchUpAsync(world.NewSource());

        Assert.Equal((4, 4), (world.Server.Limited, world.Pauses.Pauses));
        Assert.Equal([.. Enumerable.Repeat(TimeSpan.FromSeconds(7), 4)], world.Pauses.Times);
        await world.AssertFiguresAsync(days: 1);
    }

    [Fact]
    public async Task That_there_are_no_insights_is_said_and_the_catalog_comes_all_the_same()
    {
        await using var world = await ApiWorld.BeginAsync(postgres, storage);
        world.Server.HasInsights = false;

        var outcome = await world.CatchUpAsync(world.NewSource());

        Assert.Contains("CODER_STATS_COLLECTION_USAGE_STATS_ENABLE", Assert.Single(outcome.Problems), StringComparison.Ordinal);
        Assert.Equal("docker", (await world.App.GetAsync("/api/v2/templates"))[0]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_it_cannot_know_is_said_where_sources_are_shown()
    {
        await using var world = await ApiWorld.BeginAsync(postgres, storage);
        await world.Small.WorkAsync(Times.Now.AddDays(-2), 19);

        await world.CatchUpAsync(world.NewSource());

        var source = await world.SourceAsync();
        Assert.Equal(("api", 300), (source["kind"]!.GetValue<string>(), source["poll_seconds"]!.GetValue<int>()));
        Assert.StartsWith("In which applications time was spent", source["omits"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, source["history"]!["rows"]!.GetValue<int>());
        await world.App.DrainAsync();
        var report = await world.App.GetAsync("/api/v2/insights/templates?start_time=2026-10-12T00:00:00Z&end_time=2026-10-13T00:00:00Z");
        Assert.All(report["report"]!["apps_usage"]!.AsArray(), app => Assert.Equal(0, app!["seconds"]!.GetValue<int>()));
    }

    [Fact]
    public async Task When_its_database_can_be_read_later_the_applications_come_too()
    {
        await using var world = await ApiWorld.BeginAsync(postgres, storage);
        var activity = new Activity(world.Coder, Dialect.Columns, seed: 12);
        await activity.PeopleAsync(Times.Now.AddDays(-4));
        await activity.WorkAsync(Times.Now.AddDays(-3), Times.Now, bouts: 40);
        await world.CatchUpAsync(world.NewSource());

        await world.App.DrainAsync();
        await using var run = SourceRun.In(world.Coder, world.App);
        world.App.Clock.Advance(TimeSpan.FromMinutes(5));
        await run.CatchUpAsync();
        await activity.WorkAsync(Times.Now.AddMinutes(20), Times.Now.AddMinutes(60), bouts: 10);
        await world.Coder.RollUpAsync(Times.Now.AddHours(5));
        await world.Small.WorkAsync(Times.Now.AddHours(7), 3);
        await world.Coder.RollUpAsync(Times.Now.AddHours(8));
        world.App.Clock.Set(Times.Now.AddHours(9));
        await run.CatchUpAsync();

        await Figures.AssertEqualAsync(world.Coder, world.App, Times.Now.AddDays(-3));
    }
}
