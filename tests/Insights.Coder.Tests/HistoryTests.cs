using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Functions.Tests.App;
using Insights.Local.Coder;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>What Coder has added up and what it still has row by row together have the figures of all that ever happened.</summary>
public sealed class HistoryTests(PostgresServer postgres, StorageEmulator storage)
{
    [Theory]
    [InlineData(Dialect.Columns, 1)]
    [InlineData(Dialect.Names, 2)]
    public async Task History_and_what_goes_on_have_the_figures_that_the_rows_have(Dialect dialect, int seed)
    {
        var world = await postgres.NewCoderAsync(dialect);
        var activity = new Activity(world, dialect, seed);
        var first = Times.Now.AddDays(-5);
        await activity.SetUpAsync(first.AddHours(-3));
        await activity.WorkAsync(first, Times.Now, bouts: 60);
        await world.RollUpAsync(Times.Now.AddHours(-1));
        await world.PurgeAsync();
        await using var app = await InsightsApp.StartAsync(storage, Times.Now);
        await using var run = SourceRun.In(world, app);

        await run.CatchUpAsync();
        await Figures.AssertEqualAsync(world, app, first);

        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await activity.WorkAsync(Times.Now, Times.Now.AddMinutes(20), bouts: 10);
        await run.CatchUpAsync();
        await Figures.AssertEqualAsync(world, app, first);
    }
}
