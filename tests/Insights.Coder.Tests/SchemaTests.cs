using Insights.Coder.Database;
using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Functions.Tests.App;
using Insights.Local.Coder;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>Coder's tables change, and may not all be read: what is wrong is said, and the rest goes on.</summary>
public sealed class SchemaTests(PostgresServer postgres, StorageEmulator storage)
{
    [Fact]
    public async Task Coder_may_be_upgraded_while_it_is_followed()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await world.WorkAsync(Times.Now.AddDays(-3), 50);
        await world.WorkAsync(Times.Now.AddHours(-3), 60, "jetbrains");
        await world.Coder.RollUpAsync(Times.Now.AddHours(-1));
        await world.Coder.PurgeAsync();
        await using var run = SourceRun.In(world.Coder, world.App);
        Assert.Null((await run.PollAsync()).Error);

        await world.Coder.UpgradeAsync();
        await world.WorkAsync(Times.Now, 4, "ssh");
        world.App.Clock.Advance(TimeSpan.FromMinutes(5));
        await run.CatchUpAsync();

        await world.AssertFiguresAsync(days: 4);
    }

    [Theory]
    [InlineData("revoke select on workspace_agent_stats from insights_reader", "insights_reader may not read workspace_agent_stats: GRANT SELECT ON workspace_agent_stats TO insights_reader;")]
    [InlineData("revoke select (name) on users from insights_reader", "insights_reader may not read users: GRANT SELECT (name) ON users TO insights_reader;")]
    [InlineData("revoke select on template_usage_stats from insights_reader", "insights_reader may not read template_usage_stats: GRANT SELECT ON template_usage_stats TO insights_reader;")]
    [InlineData("drop table user_deleted", "The table user_deleted was not found. Is this the database of Coder, and has insights_reader USAGE on its schema?")]
    public async Task What_may_not_be_read_is_named_with_the_statement_that_lets_it_be(string change, string problem)
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var run = SourceRun.In(world.Coder, world.App);
        await world.Coder.ExecuteAsync(change);
        await world.Coder.OpenAsync(world.Workspace, world.User, "8080", Times.Now.AddMinutes(-10), Times.Now);

        var outcome = await run.CatchUpAsync();

        Assert.Equal([problem], outcome.Problems);
        var source = (await world.App.GetAsync("/api/v2/admin/sources"))["sources"]![0]!;
        Assert.Equal(problem, source["problems"]![0]!.GetValue<string>());
        await world.App.DrainAsync();
        var activity = await world.App.GetAsync("/api/v2/insights/user-activity?start_time=2026-10-14T00:00:00Z&end_time=2026-10-14T15:00:00Z");
        Assert.Equal(600 + 60, activity["report"]!["users"]![0]!["seconds"]!.GetValue<int>());
    }

    [Fact]
    public async Task Nothing_begins_before_it_is_certain_which_deployment_it_is_and_history_waits_for_its_grant()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var run = SourceRun.In(world.Coder, world.App);
        await world.WorkAsync(Times.Now.AddDays(-3), 50);
        await world.WorkAsync(Times.Now.AddMinutes(-90), 60);
        await world.Coder.RollUpAsync(Times.Now.AddHours(-1));
        await world.Coder.PurgeAsync();
        await world.Coder.ExecuteAsync("revoke select on organizations, template_usage_stats from insights_reader");
        Assert.Equal("insights_reader may not read organizations: GRANT SELECT ON organizations TO insights_reader;", (await run.PollAsync()).Error);

        await world.Coder.ExecuteAsync("grant select on organizations to insights_reader");
        Assert.Contains("template_usage_stats", Assert.Single((await run.CatchUpAsync()).Problems), StringComparison.Ordinal);
        await world.Coder.ExecuteAsync("grant select on template_usage_stats to insights_reader");
        world.App.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty((await run.CatchUpAsync()).Problems);

        // Its last half-hours wait until Coder changes them no more.
        await world.WorkAsync(Times.Now.AddHours(4), 5);
        await world.Coder.RollUpAsync(Times.Now.AddHours(5));
        world.App.Clock.Set(Times.Now.AddHours(6));
        await run.CatchUpAsync();

        await world.AssertFiguresAsync(days: 4);
    }

    [Fact]
    public async Task A_grant_that_is_taken_away_and_given_back_while_it_is_followed_costs_nothing()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var run = SourceRun.In(world.Coder, world.App);
        await run.CatchUpAsync();
        await world.Coder.ExecuteAsync("revoke select on workspace_agent_stats from insights_reader");
        await world.WorkAsync(Times.Now, 4);
        world.App.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains("workspace_agent_stats", Assert.Single((await run.CatchUpAsync()).Problems));

        await world.Coder.ExecuteAsync("grant select on workspace_agent_stats to insights_reader");
        world.App.Clock.Advance(TimeSpan.FromMinutes(5));
        await run.CatchUpAsync();

        await world.AssertFiguresAsync();
    }

    [Fact]
    public async Task That_usage_is_not_written_is_said_where_agents_are_connected()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        var build = await world.Coder.BuildAsync(world.Workspace, world.Version, 1, Times.Now.AddHours(-1));
        await world.Coder.FinishAsync(build, world.Workspace, Times.Now.AddHours(-1));
        await using var run = SourceRun.In(world.Coder, world.App);
        Assert.Empty((await run.CatchUpAsync()).Problems);

        await world.Coder.ExecuteAsync("update workspace_agents set last_connected_at = $1", Times.Now.AddMinutes(6));
        world.App.Clock.Set(Times.Now.AddMinutes(7));

        Assert.Contains("CODER_STATS_COLLECTION_USAGE_STATS_ENABLE", Assert.Single((await run.CatchUpAsync()).Problems));
    }

    [Fact]
    public async Task An_item_that_is_refused_holds_nothing_up_and_is_counted()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var run = SourceRun.In(world.Coder, world.App);
        await world.WorkAsync(Times.Now.AddMinutes(-5), 5);
        await world.Coder.ExecuteAsync("update templates set name = ''");
        await run.CatchUpAsync();

        await world.Coder.AddTemplateAsync("kubernetes");
        world.App.Clock.Advance(TimeSpan.FromMinutes(5));
        await run.CatchUpAsync();

        Assert.Contains("kubernetes", (await world.App.GetAsync("/api/v2/templates")).AsArray().Select(template => template!["name"]!.GetValue<string>()));
        var source = (await world.App.GetAsync("/api/v2/admin/sources"))["sources"]![0]!;
        Assert.Equal(1, source["rows_refused"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_role_reads_and_does_nothing_else()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var database = world.Coder.Open();
        var cancel = TestContext.Current.CancellationToken;

        var write = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.QueryAsync("create temporary table t (id int)", row => 0, cancel));
        var secret = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.QueryAsync("select hashed_password from users", row => 0, cancel));

        Assert.Equal("25006", write.SqlState);
        Assert.Equal("42501", secret.SqlState);
    }

    [Fact]
    public async Task Every_table_and_column_that_is_read_is_granted_and_no_other_is_needed()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage, Dialect.Names);
        await using var database = world.Coder.Open();

        var schema = await database.GetSchemaAsync(TestContext.Current.CancellationToken);

        Assert.Empty(schema.Problems(Relations.All));
    }
}
