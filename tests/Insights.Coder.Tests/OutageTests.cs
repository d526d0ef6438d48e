using System.Text.Json.Nodes;
using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Functions.Tests.App;
using Insights.Local.Coder;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>Whoever is away, and for how long: afterwards the figures are as if nobody had been.</summary>
public sealed class OutageTests(PostgresServer postgres, StorageEmulator storage)
{
    [Theory]
    [InlineData(Dialect.Columns)]
    [InlineData(Dialect.Names)]
    public async Task A_source_that_was_stopped_for_hours_reads_what_Coder_still_has(Dialect dialect)
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage, dialect);
        await world.WorkAsync(Times.Now.AddMinutes(-40), 40);
        await RunAsync(world);

        await world.WorkAsync(Times.Now, 200);
        await world.Coder.OpenAsync(world.Workspace, world.User, "8080", Times.Now.AddMinutes(-10), Times.Now.AddMinutes(150));
        world.App.Clock.Set(Times.Now.AddHours(9));
        await world.Coder.RollUpAsync(Times.Now.AddHours(8));
        await world.Coder.PurgeAsync();
        await RunAsync(world);

        await world.AssertFiguresAsync();
    }

    [Fact]
    public async Task A_source_that_went_on_but_could_not_reach_Coder_for_hours_reads_what_Coder_still_has()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var run = SourceRun.In(world.Coder, world.App);
        await run.CatchUpAsync();

        // The poll before this one was nine hours ago, and this source remembers it.
        await world.WorkAsync(Times.Now.AddHours(1), 30);
        await world.Coder.OpenAsync(world.Workspace, world.User, "8080", Times.Now.AddMinutes(20), Times.Now.AddMinutes(50));
        world.App.Clock.Set(Times.Now.AddHours(9));
        await run.CatchUpAsync();

        await world.AssertFiguresAsync();
    }

    [Theory]
    [InlineData(Dialect.Columns)]
    [InlineData(Dialect.Names)]
    public async Task The_half_hour_in_which_a_source_was_stopped_has_the_figures_that_Coder_gives_it(Dialect dialect)
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage, dialect);
        var second = await world.Coder.AddWorkspaceAsync(world.User, world.Template, "second");
        await world.WorkAsync(Times.Now.AddMinutes(-100), 60);
        await world.WorkAsync(Times.Now.AddMinutes(-5), 5);
        var session = await world.Coder.OpenAsync(world.Workspace, world.User, "8080", Times.Now.AddMinutes(-20), Times.Now.AddMinutes(-1));
        await RunAsync(world, overHttp: dialect == Dialect.Names);

        // The same half-hour goes on: with another application, slower, and with a report that is committed late.
        await world.Coder.ReportAsync(Enumerable.Range(0, 30).Select(half => Report.Of(second, Times.Now.AddMinutes(3).AddSeconds(30 * half), "jetbrains", 90 + half)));
        await world.WorkAsync(Times.Now.AddMinutes(-41).AddSeconds(7), 6, "ssh");
        await world.Coder.GrowAsync(session, Times.Now.AddMinutes(9));
        foreach (var hours in new[] { 20, 29, 50, 70 })
        {
            await world.WorkAsync(Times.Now.AddHours(hours), 50);
        }

        world.App.Clock.Set(Times.Now.AddHours(72));
        await world.Coder.RollUpAsync(Times.Now.AddHours(71));
        await world.Coder.PurgeAsync();
        await RunAsync(world, overHttp: dialect == Dialect.Names);
        await world.AssertFiguresAsync(days: 5);

        // And as often as it is read again.
        await RunAsync(world, overHttp: dialect == Dialect.Names);
        await world.AssertFiguresAsync(days: 5);
    }

    [Theory]
    [InlineData(Dialect.Columns)]
    [InlineData(Dialect.Names)]
    public async Task What_Coder_has_deleted_meanwhile_is_read_as_counts(Dialect dialect)
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage, dialect);
        await world.WorkAsync(Times.Now.AddMinutes(-100), 60);
        await RunAsync(world);

        // Three days of work, of which the first two are only counts when the source comes back.
        foreach (var hours in new[] { 2, 20, 29, 44, 53, 70 })
        {
            await world.WorkAsync(Times.Now.AddHours(hours), 50);
            await world.Coder.OpenAsync(world.Workspace, world.User, "[terminal]", Times.Now.AddHours(hours).AddMinutes(-7), Times.Now.AddHours(hours).AddMinutes(66));
        }

        world.App.Clock.Set(Times.Now.AddHours(72));
        await world.Coder.RollUpAsync(Times.Now.AddHours(71));
        await world.Coder.PurgeAsync();
        await RunAsync(world);
        await world.AssertFiguresAsync(days: 5);

        await world.WorkAsync(Times.Now.AddHours(72), 5);
        world.App.Clock.Set(Times.Now.AddHours(72).AddMinutes(6));
        await RunAsync(world);
        await world.AssertFiguresAsync(days: 5);
    }

    [Fact]
    public async Task Reports_that_are_deleted_while_they_are_read_are_read_as_counts()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await world.WorkAsync(Times.Now.AddMinutes(-100), 60);
        await using var run = SourceRun.In(world.Coder, world.App);
        await run.CatchUpAsync();
        foreach (var hours in new[] { 3, 12, 28 })
        {
            await world.WorkAsync(Times.Now.AddHours(hours), 45);
        }

        // The newest half-hour jumps ahead, and with it what is deleted, while the source goes on with what it knows.
        world.App.Clock.Set(Times.Now.AddHours(30));
        await world.Coder.RollUpAsync(Times.Now.AddHours(29));
        await world.Coder.PurgeAsync();
        await run.CatchUpAsync();

        await world.AssertFiguresAsync(days: 3);
    }

    [Fact]
    public async Task A_statement_that_is_cancelled_and_a_connection_that_is_lost_are_tried_again_and_said()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var run = SourceRun.In(world.Coder, world.App);
        await run.CatchUpAsync();
        await world.WorkAsync(Times.Now, 3);
        foreach (var end in new[] { "pg_cancel_backend", "pg_terminate_backend" })
        {
            // As a migration of Coder's does, somebody locks the table; then an administrator ends who waits.
            await using (var connection = await world.Coder.ConnectAsync())
            await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
            {
                await using var lockTable = new Npgsql.NpgsqlCommand("lock table workspace_agent_stats", connection, transaction);
                await lockTable.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
                var poll = run.PollAsync();
                await InsightsApp.Eventually(async () => (await world.Coder.QueryAsync(
                    $"select {end}(pid) from pg_stat_activity where usename = 'insights_reader' and datname = current_database() and wait_event_type = 'Lock'", row => row.GetBoolean(0))).Contains(true));
                var outcome = await poll;
                Assert.Contains("Coder's database", outcome.Error);
                await transaction.RollbackAsync(TestContext.Current.CancellationToken);
            }

            Assert.NotNull((await SourcesAsync(world))["error"]);
            world.App.Clock.Advance(TimeSpan.FromMinutes(2));
            await run.CatchUpAsync();
            Assert.Null((await SourcesAsync(world))["error"]);
            await world.AssertFiguresAsync();
            await world.WorkAsync(Times.Now.AddMinutes(2), 2);
        }
    }

    [Fact]
    public async Task A_service_that_is_busy_is_asked_again_and_again_more_slowly()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        var (faults, pauses) = (new Faults(), new ImpatientClock());
        await using var run = SourceRun.Over(world.Coder, world.App, () => InsightsApp.Token, faults, pauses);
        await world.WorkAsync(Times.Now.AddMinutes(-30), 30);
        faults.BeBusy(3);
        await run.CatchUpAsync();
        Assert.Equal(3, pauses.Pauses);

        // Longer than it is patient: the next poll sends what this one could not.
        await world.WorkAsync(Times.Now, 4);
        world.App.Clock.Advance(TimeSpan.FromMinutes(5));
        faults.BeBusy(7);
        Assert.Contains("503", (await run.PollAsync()).Error);
        world.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await run.CatchUpAsync();

        await world.AssertFiguresAsync();
    }

    [Fact]
    public async Task A_token_that_has_ended_is_said_and_a_new_one_is_taken_from_where_it_was()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        var old = await Tokens.NewAsync(world.App, "ingest", "catalog");
        var second = await Tokens.NewAsync(world.App, "ingest", "catalog");
        var token = old.Token;
        await using var run = SourceRun.Over(world.Coder, world.App, () => token, new Faults());
        await world.WorkAsync(Times.Now.AddMinutes(-30), 30);
        await run.CatchUpAsync();

        (await world.App.SendAsync(HttpMethod.Delete, $"/api/v2/tokens/{old.Id}")).Dispose();
        await world.WorkAsync(Times.Now, 4);
        world.App.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains("does not accept the token", (await run.PollAsync()).Error);

        token = second.Token;
        await run.CatchUpAsync();
        await world.AssertFiguresAsync();
    }

    [Fact]
    public async Task Two_sources_of_one_Coder_do_not_mix_what_they_do()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var first = SourceRun.In(world.Coder, world.App);
        await using var second = SourceRun.In(world.Coder, world.App);
        await first.CatchUpAsync();
        await second.CatchUpAsync();

        Assert.Contains("Another source", (await first.PollAsync()).Error);
        await first.CatchUpAsync();
        await world.WorkAsync(Times.Now, 4);
        world.App.Clock.Advance(TimeSpan.FromMinutes(5));
        await first.CatchUpAsync();

        await world.AssertFiguresAsync();
    }

    private static async Task RunAsync(SmallWorld world, bool overHttp = false)
    {
        await using var run = overHttp ? SourceRun.Over(world.Coder, world.App, () => InsightsApp.Token, new Faults()) : SourceRun.In(world.Coder, world.App);
        await run.CatchUpAsync();
    }

    private static async Task<JsonNode> SourcesAsync(SmallWorld world) => (await world.App.GetAsync("/api/v2/admin/sources"))["sources"]![0]!;
}
