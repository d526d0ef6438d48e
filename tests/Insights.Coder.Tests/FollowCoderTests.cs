using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Functions.Tests.App;
using Insights.Local.Coder;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>The service follows a Coder by itself where one is set, and has no function for it where none is.</summary>
public sealed class FollowCoderTests(PostgresServer postgres, StorageEmulator storage)
{
    private const string Function = "FollowCoder";

    [Fact]
    public async Task With_the_setting_a_timer_follows_from_the_start()
    {
        var world = await postgres.NewCoderAsync(Dialect.Columns);
        var activity = new Activity(world, Dialect.Columns, seed: 4);
        var first = Times.Now.AddDays(-3);
        await activity.SetUpAsync(first);
        await activity.WorkAsync(first, Times.Now, bouts: 20);
        await world.RollUpAsync(Times.Now.AddHours(-1));
        await world.PurgeAsync();

        await using var app = await InsightsApp.StartAsync(
            storage, Times.Now, settings: new Dictionary<string, string?> { ["Insights:Coder:Database"] = world.Reader });

        await InsightsApp.Eventually(async () =>
            (await app.GetAsync("/api/v2/admin/sources"))["sources"]!.AsArray().FirstOrDefault() is { } source
            && source["succeeded_at"] is not null && source["history_days_left"]!.GetValue<double>() == 0);
        await Figures.AssertEqualAsync(world, app, first);
        Assert.Contains(Function, await FunctionsAsync(app));
    }

    [Fact]
    public async Task Without_it_the_host_knows_of_no_such_function()
    {
        await using var app = await InsightsApp.StartAsync(storage, Times.Now);

        Assert.DoesNotContain(Function, await FunctionsAsync(app));
        Assert.Empty((await app.GetAsync("/api/v2/admin/sources"))["sources"]!.AsArray());
    }

    private static async Task<IEnumerable<string?>> FunctionsAsync(InsightsApp app) =>
        (await app.Services.GetRequiredService<IFunctionMetadataProvider>().GetFunctionMetadataAsync(AppContext.BaseDirectory)).Select(function => function.Name);
}
