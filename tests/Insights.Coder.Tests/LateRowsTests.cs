using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Functions.Tests.App;
using Insights.Local.Coder;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>What comes late, grows or is completed later is read all the same.</summary>
public sealed class LateRowsTests(PostgresServer postgres, StorageEmulator storage)
{
    [Fact]
    public async Task Reports_that_are_committed_after_younger_ones_are_read()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var run = SourceRun.In(world.Coder, world.App);
        await world.WorkAsync(Times.Now.AddMinutes(-5), 4);
        await run.CatchUpAsync();

        await world.WorkAsync(Times.Now.AddMinutes(-9), 3);
        world.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await run.CatchUpAsync();

        await world.AssertFiguresAsync();
    }

    [Fact]
    public async Task Reports_that_an_outage_has_delayed_by_more_than_an_hour_are_read_within_the_next_hour()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var run = SourceRun.In(world.Coder, world.App);
        await world.WorkAsync(Times.Now.AddMinutes(-90), 90);
        await run.CatchUpAsync();

        await world.WorkAsync(Times.Now.AddMinutes(-80).AddSeconds(7), 20, "jetbrains");
        world.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await run.CatchUpAsync();
        world.App.Clock.Advance(TimeSpan.FromMinutes(60));
        await world.WorkAsync(Times.Now.AddMinutes(60), 1);
        await run.CatchUpAsync();

        await world.AssertFiguresAsync();
    }

    [Fact]
    public async Task What_was_sent_is_not_sent_again_though_it_is_read_again()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var run = SourceRun.In(world.Coder, world.App);
        await world.WorkAsync(Times.Now.AddMinutes(-5), 5);
        await world.Coder.OpenAsync(world.Workspace, world.User, "jupyter", Times.Now.AddMinutes(-20), Times.Now);
        await run.CatchUpAsync();

        var again = await run.CatchUpAsync();

        Assert.Equal(11, again.RowsRead);
        Assert.Equal(0, again.RowsSent);
    }

    [Fact]
    public async Task Reports_that_change_no_figure_stay_where_they_are()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage, Dialect.Names);
        await using var run = SourceRun.In(world.Coder, world.App);
        await run.CatchUpAsync();
        var idle = Enumerable.Range(0, 20).Select(half => new Report(world.Workspace, Times.Now.AddSeconds(-30 * half), new Dictionary<string, long>(), 3, Report.NoLatency));
        await world.Coder.ReportAsync(idle);
        await world.Coder.ReportAsync(new Report(world.Workspace, Times.Now, new Dictionary<string, long>(), 1, 12));

        var outcome = await run.CatchUpAsync();

        Assert.Equal(1, outcome.RowsRead);
    }

    [Fact]
    public async Task A_session_that_grows_in_its_row_has_all_its_minutes()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        var build = await world.Coder.BuildAsync(world.Workspace, world.Version, 1, Times.Now.AddHours(-1));
        await world.Coder.FinishAsync(build, world.Workspace, Times.Now.AddHours(-1), ("jupyter", "Jupyter"));
        await using var run = SourceRun.In(world.Coder, world.App);
        var session = await world.Coder.OpenAsync(world.Workspace, world.User, "jupyter", Times.Now.AddMinutes(-3), Times.Now);
        await run.CatchUpAsync();

        foreach (var minutes in new[] { 1, 2, 25, 26, 29 })
        {
            world.App.Clock.Set(Times.Now.AddMinutes(minutes));
            await world.Coder.GrowAsync(session, Times.Now.AddMinutes(minutes));
            await run.CatchUpAsync();
        }

        // Coder was away for longer than a session is watched, and goes on with it.
        world.App.Clock.Set(Times.Now.AddMinutes(100));
        await run.CatchUpAsync();
        world.App.Clock.Set(Times.Now.AddMinutes(165));
        await world.Coder.GrowAsync(session, Times.Now.AddMinutes(164));
        await run.CatchUpAsync();

        await world.AssertFiguresAsync();
    }

    [Fact]
    public async Task A_build_is_there_at_once_and_has_its_apps_when_its_job_has_ended()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await world.Coder.AddParameterAsync(world.Version, "region", null, Times.Long);
        await using var run = SourceRun.In(world.Coder, world.App);
        await run.CatchUpAsync();
        var build = await world.Coder.BuildAsync(world.Workspace, world.Version, 1, Times.Now.AddMinutes(1), ("region", "eu"));
        await world.Coder.OpenAsync(world.Workspace, world.User, "jupyter", Times.Now, Times.Now.AddMinutes(10));
        world.App.Clock.Set(Times.Now.AddMinutes(12));
        await run.CatchUpAsync();
        await world.AssertFiguresAsync();

        await world.Coder.FinishAsync(build, world.Workspace, Times.Now.AddMinutes(13), ("jupyter", "Jupyter"));
        world.App.Clock.Set(Times.Now.AddMinutes(18));
        await run.CatchUpAsync();

        await world.AssertFiguresAsync();
    }

    [Fact]
    public async Task A_version_that_becomes_one_of_a_template_later_has_the_parameters_that_its_job_found()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await using var run = SourceRun.In(world.Coder, world.App);
        var version = await world.Coder.AddVersionAsync(world.Template, Times.Now.AddMinutes(-30), done: false);
        await run.CatchUpAsync();

        await world.Coder.AddParameterAsync(version, "size", """[{"name": "Large", "value": "l"}]""", Times.Now.AddMinutes(2));
        await world.Coder.AttachAsync(version, world.Template, Times.Now.AddMinutes(3));
        await world.Coder.BuildAsync(world.Workspace, version, 1, Times.Now.AddMinutes(4), ("size", "l"));
        world.App.Clock.Set(Times.Now.AddMinutes(6));
        await run.CatchUpAsync();

        await world.AssertFiguresAsync();
    }

    [Fact]
    public async Task A_workspace_built_in_advance_is_whose_it_becomes()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        await world.Coder.AddUserAsync("prebuilds", isSystem: true);
        var prebuilt = await world.Coder.AddWorkspaceAsync(CoderWorld.Prebuilds, world.Template, "prebuilt");
        await using var run = SourceRun.In(world.Coder, world.App);
        var build = await world.Coder.BuildAsync(prebuilt, world.Version, 1, Times.Now.AddMinutes(-20));
        await world.Coder.FinishAsync(build, prebuilt, Times.Now.AddMinutes(-19), ("jupyter", "Jupyter"));
        await run.CatchUpAsync();

        var claimed = await world.Coder.ClaimAsync(prebuilt, world.User);
        var second = await world.Coder.BuildAsync(claimed, world.Version, 2, Times.Now.AddMinutes(1));
        await world.Coder.FinishAsync(second, claimed, Times.Now.AddMinutes(2), ("jupyter", "Jupyter"));
        await world.Coder.ReportAsync(Enumerable.Range(4, 6).Select(half => Report.Of(claimed, Times.Now.AddSeconds(30 * half))));
        world.App.Clock.Set(Times.Now.AddMinutes(7));
        await run.CatchUpAsync();

        await world.AssertFiguresAsync();
        Assert.True((await world.App.Services.GetUserAsync(CoderWorld.Prebuilds)).IsSystem);
    }

    [Fact]
    public async Task Statuses_and_deletions_are_dated_as_Coder_dates_them()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        var bob = await world.Coder.AddUserAsync("bob", Times.Now.AddDays(-40));
        await world.Coder.SetStatusAsync(world.User, "dormant", Times.Now.AddDays(-20));
        await using var run = SourceRun.In(world.Coder, world.App);
        await run.CatchUpAsync();
        await world.AssertFiguresAsync();

        await world.Coder.SetStatusAsync(world.User, "active", Times.Now.AddMinutes(1));
        await world.Coder.SetStatusAsync(bob, "suspended", Times.Now.AddMinutes(1));
        await world.Coder.DeleteUserAsync(bob, Times.Now.AddMinutes(2));
        world.App.Clock.Set(Times.Now.AddDays(1));
        await run.CatchUpAsync();

        await world.AssertFiguresAsync();
    }
}
