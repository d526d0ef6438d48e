using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>What builds do, how their jobs ended and what that costs.</summary>
public sealed class BuildEffectTests(PostgresServer postgres, StorageEmulator storage)
{
    [Fact]
    public async Task A_workspace_runs_from_the_end_of_its_start_to_the_end_of_its_stop_and_a_failed_stop_leaves_it_running()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        var start = await world.Coder.BuildAsync(world.Workspace, world.Version, 1, Times.Now.AddMinutes(-1));
        await world.Coder.SetEffectAsync(start, "start", 48);
        await using var run = SourceRun.In(world.Coder, world.App);
        await run.CatchUpAsync();
        Assert.Equal((0, null), await RunningAsync(world));

        // Its job ends after it was read; then a stop fails, and another one does not.
        await world.Coder.FinishAsync(start, world.Workspace, Times.Now.AddMinutes(1));
        var failed = await world.Coder.BuildAsync(world.Workspace, world.Version, 2, Times.Now.AddHours(1));
        await world.Coder.SetEffectAsync(failed, "stop", 0);
        await world.Coder.FailAsync(failed, Times.Now.AddHours(1));
        var stop = await world.Coder.BuildAsync(world.Workspace, world.Version, 3, Times.Now.AddHours(2));
        await world.Coder.SetEffectAsync(stop, "stop", 2);
        await world.Coder.FinishAsync(stop, world.Workspace, Times.Now.AddHours(2).AddMinutes(1));
        world.App.Clock.Set(Times.Now.AddHours(2).AddMinutes(6));
        await run.CatchUpAsync();
        Assert.Equal((7200, 4), await RunningAsync(world));
    }

    [Fact]
    public async Task A_role_from_before_goes_on_without_and_is_told_and_what_it_missed_comes_when_it_may_read_it()
    {
        await using var world = await SmallWorld.BeginAsync(postgres, storage);
        var start = await world.Coder.BuildAsync(world.Workspace, world.Version, 1, Times.Now.AddHours(-30));
        await world.Coder.SetEffectAsync(start, "start", 24);
        await world.Coder.FinishAsync(start, world.Workspace, Times.Now.AddHours(-30));
        await world.Coder.ExecuteAsync("revoke select (transition, daily_cost) on workspace_builds from insights_reader");
        await world.Coder.ExecuteAsync("revoke select (job_status) on provisioner_jobs from insights_reader");
        await using var run = SourceRun.In(world.Coder, world.App);
        await run.CatchUpAsync();
        var sources = await world.App.GetAsync("/api/v2/admin/sources");
        Assert.Equal(
            [
                "insights_reader may not read workspace_builds: GRANT SELECT (transition, daily_cost) ON workspace_builds TO insights_reader;",
                "insights_reader may not read provisioner_jobs: GRANT SELECT (job_status) ON provisioner_jobs TO insights_reader;",
            ],
            sources["sources"]![0]!["problems"]!.AsArray().Select(problem => problem!.GetValue<string>()));
        Assert.Equal((0, null), await RunningAsync(world));

        // Long before what is read again at every look.
        await world.Coder.ExecuteAsync("grant select (transition, daily_cost) on workspace_builds to insights_reader");
        await world.Coder.ExecuteAsync("grant select (job_status) on provisioner_jobs to insights_reader");
        world.App.Clock.Set(Times.Now.AddMinutes(6));
        await using var later = SourceRun.In(world.Coder, world.App);
        await later.CatchUpAsync();
        var (seconds, cost) = await RunningAsync(world);
        Assert.InRange(seconds, 30 * 3600, 31 * 3600);
        Assert.InRange(cost!.Value, 30, 31);
    }

    private static async Task<(long Seconds, double? Cost)> RunningAsync(SmallWorld world)
    {
        var until = world.App.Clock.GetUtcNow().AddHours(1);
        var report = (await world.App.GetAsync(
            $"/api/v2/insights/utilization?start_time={until.AddDays(-3):yyyy-MM-dd}T00:00:00Z&end_time={until:yyyy-MM-ddTHH}:00:00Z"))["report"]!;
        return (report["running_seconds"]!.GetValue<long>(), report["cost"]?.GetValue<double>());
    }
}
