using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Reference;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>A service that has the data of a scenario.</summary>
public sealed class ScenarioApp(StorageEmulator emulator) : IAsyncLifetime
{
    /// <summary>All of the scenario's usage, and what is going on.</summary>
    public const string Period = "start_time=2026-09-01T00:00:00Z&end_time=2026-10-08T10:00:00Z";

    public static readonly DateTimeOffset Now = new(2026, 10, 8, 9, 30, 0, TimeSpan.Zero);

    private InsightsApp? _app;

    public InsightsApp App => _app!;

    public Scenario Scenario { get; } = Scenario.Fixture("scenario-1");

    public async ValueTask InitializeAsync()
    {
        _app = await InsightsApp.StartAsync(emulator, Now);
        await ScenarioPoster.PostAsync(App, Scenario, seed: 1);
        await App.DrainAsync();
    }

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    /// <summary>The report of a route below <c>/insights</c>.</summary>
    public async Task<JsonNode> ReportAsync(string route, string query) => (await App.GetAsync($"/api/v2/insights/{route}?{query}"))["report"]!;
}
