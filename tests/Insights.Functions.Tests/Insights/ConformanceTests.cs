using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Reference;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Scenarios with exact answers, posted and asked for over HTTP.</summary>
public sealed class ConformanceTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset FixtureNow = new(2026, 10, 8, 9, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("scenario-1", 1)]
    [InlineData("scenario-2", 2)]
    public async Task Every_case_matches_in_random_batches_posted_once(string fixture, int seed)
    {
        var scenario = Scenario.Fixture(fixture);
        await using var app = await InsightsApp.StartAsync(emulator, FixtureNow);
        await ScenarioPoster.PostAsync(app, scenario, seed);
        await app.DrainAsync();
        await AssertEveryCaseAsync(app, scenario);
    }

    [Theory]
    [InlineData("scenario-1", 3)]
    [InlineData("scenario-2", 4)]
    public async Task Every_case_matches_when_all_is_posted_twice_and_messages_are_delivered_twice_and_out_of_order(string fixture, int seed)
    {
        var scenario = Scenario.Fixture(fixture);
        var storage = emulator.NewAccount();
        await using (var collecting = await InsightsApp.StartAsync(emulator, FixtureNow, storage, WithoutAggregation))
        {
            await ScenarioPoster.PostAsync(collecting, scenario, seed);
            await ScenarioPoster.PostAsync(collecting, scenario, seed + 100);
            await ScenarioPoster.RedeliverShuffledAsync(collecting, seed);
        }

        await using var app = await InsightsApp.StartAsync(emulator, FixtureNow, storage);
        await app.DrainAsync();
        await AssertEveryCaseAsync(app, scenario);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Every_case_of_a_generated_scenario_matches_the_reference(int seed)
    {
        var now = new DateTimeOffset(2026, 11, 5, 14, 20, 0, TimeSpan.Zero);
        var scenario = ScenarioGenerator.Generate(seed, now);
        await using var app = await InsightsApp.StartAsync(emulator, now);
        await ScenarioPoster.PostAsync(app, scenario, seed);
        await app.DrainAsync();
        app.Clock.Set(now);
        await AssertEveryCaseAsync(app, scenario);
    }

    private static Dictionary<string, string?> WithoutAggregation => new() { ["AzureWebJobs.AppendUsage.Disabled"] = "true" };

    internal static async Task AssertEveryCaseAsync(InsightsApp app, Scenario scenario)
    {
        var differences = new List<string>();
        foreach (var one in scenario.Cases)
        {
            var actual = await app.GetAsync(one.PathAndQuery());
            if (JsonDifference.First(one.Expect, actual, fieldOrder: true) is { } difference)
            {
                differences.Add($"{one.Name} {one.PathAndQuery()}: {difference}");
            }
        }

        Assert.NotEmpty(scenario.Cases);
        Assert.True(differences.Count == 0, $"{differences.Count} of {scenario.Cases.Count} cases differ:\n{string.Join('\n', differences.Take(10))}");
    }
}
