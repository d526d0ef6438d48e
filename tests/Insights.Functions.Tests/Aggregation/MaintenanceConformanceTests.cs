using Insights.Functions.Aggregation;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Insights;
using Insights.Functions.Tests.Reference;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>The conformance scenarios give the same answers however far their rows have been folded and sealed.</summary>
public sealed class MaintenanceConformanceTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset AfterAll = new(2026, 10, 8, 9, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(76);

    [Theory]
    [InlineData("scenario-1", 21)]
    [InlineData("scenario-2", 22)]
    public async Task Every_case_matches_before_packing_after_packing_after_sealing_and_mixed(string fixture, int seed)
    {
        // Rows as if each message had come alone, so that there is something to pack.
        var scenario = Scenario.Fixture(fixture);
        await using var app = await InsightsApp.StartAsync(
            emulator, AfterAll, configure: services => services.PostConfigure<AggregationOptions>(options => options.AppendMessages = 1));
        await ScenarioPoster.PostAsync(app, scenario, seed);
        await app.DrainAsync();
        var deltas = await RowsAsync(app, "delta");
        await ConformanceTests.AssertEveryCaseAsync(app, scenario);

        await Maintenance.FoldAsync(app);
        Assert.True(await RowsAsync(app, "packed") > 0 && await RowsAsync(app, "sealed") == 0);
        Assert.InRange(await RowsAsync(app, "delta"), 0, deltas / 2);
        await ConformanceTests.AssertEveryCaseAsync(app, scenario);

        app.Clock.Set(AfterAll + Quiet);
        await Maintenance.FoldAsync(app);
        Assert.Equal((0, 0, 0, 0), (await RowsAsync(app, "delta"), await RowsAsync(app, "folded"), await RowsAsync(app, "settled"), await RowsAsync(app, "packed")));
        await ConformanceTests.AssertEveryCaseAsync(app, scenario);

        await ScenarioPoster.PostAsync(app, scenario, seed + 1);
        await app.DrainAsync();
        Assert.True(await RowsAsync(app, "delta") > 30 && await RowsAsync(app, "sealed") > 0);
        await ConformanceTests.AssertEveryCaseAsync(app, scenario);

        app.Clock.Advance(Quiet);
        await Maintenance.FoldAsync(app);
        Assert.Equal(0, await RowsAsync(app, "delta"));
        await ConformanceTests.AssertEveryCaseAsync(app, scenario);
    }

    [Theory]
    [InlineData("scenario-1", 31)]
    [InlineData("scenario-2", 32)]
    public async Task Every_case_matches_when_the_stats_come_in_parts_up_to_an_hour_apart_with_passes_in_between(string fixture, int seed)
    {
        const int Parts = 5;
        var (scenario, random) = (Scenario.Fixture(fixture), new Random(seed));
        await using var app = await InsightsApp.StartAsync(emulator, AfterAll);
        await ScenarioPoster.PostAsync(app, scenario, seed, Parts, async () =>
        {
            await app.DrainAsync();
            for (var minutes = random.Next(41, 60); minutes > 0; minutes -= 20)
            {
                app.Clock.Advance(TimeSpan.FromMinutes(Math.Min(minutes, 20)));
                await Maintenance.FoldAsync(app);
            }
        });
        app.Clock.Advance(Quiet);
        await Maintenance.FoldAsync(app);
        Assert.Equal((0, 0), (await RowsAsync(app, "delta"), await RowsAsync(app, "packed")));
        await ConformanceTests.AssertEveryCaseAsync(app, scenario);
    }

    [Fact]
    public async Task A_late_event_of_a_sealed_day_in_memory_is_seen_within_seconds()
    {
        await using var app = await InsightsApp.StartAsync(emulator, AfterAll);
        await PostAsync(app, user: 1);
        app.Clock.Set(AfterAll + Quiet);
        await Maintenance.FoldAsync(app);
        Assert.Empty(await app.Services.GetRequiredService<UsageIndex>().GetLooseAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, await ActiveUsersAsync(app));
        Assert.Equal(1, await ActiveUsersAsync(app));

        await PostAsync(app, user: 2);
        await InsightsApp.Eventually(async () => await ActiveUsersAsync(app) == 2);

        app.Clock.Set(AfterAll.AddHours(4));
        await Maintenance.FoldAsync(app);
        await InsightsApp.Eventually(async () => await ActiveUsersAsync(app) == 2);
        Assert.Equal((0, 1), (await RowsAsync(app, "delta"), await RowsAsync(app, "sealed")));

        await PostAsync(app, user: 3);
        await InsightsApp.Eventually(async () => await ActiveUsersAsync(app) == 3);
    }

    private static async Task PostAsync(InsightsApp app, int user)
    {
        await app.PostAsync("agent-stats", Stats.Of(new DateTimeOffset(2026, 10, 2, 10, 0, 0, TimeSpan.Zero), user));
        await app.DrainAsync();
    }

    private static async Task<int> ActiveUsersAsync(InsightsApp app)
    {
        var answer = await app.GetAsync("/api/v2/insights/templates?start_time=2026-10-01T00:00:00Z&end_time=2026-10-04T00:00:00Z");
        return (int)answer["report"]!["active_users"]!;
    }

    private static async Task<int> RowsAsync(InsightsApp app, string kind) =>
        (int)(await app.GetAsync("/api/v2/admin/storage"))["rows"]![kind]!["rows"]!;
}
