using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Reference;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Scenarios of workspaces that start and stop, with answers of the reference, posted and asked for over HTTP.</summary>
public sealed class PeopleConformanceTests(StorageEmulator emulator)
{
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public async Task Every_case_of_a_generated_scenario_matches_the_reference(int seed)
    {
        var now = new DateTimeOffset(2026, 11, 5, 14, 20, 0, TimeSpan.Zero);
        var scenario = PeopleGeneration.Generate(seed, now);
        await using var app = await InsightsApp.StartAsync(emulator, now);
        await ScenarioPoster.PostAsync(app, scenario, seed);
        await app.DrainAsync();
        app.Clock.Set(now);
        await ConformanceTests.AssertEveryCaseAsync(app, scenario);
    }
}
