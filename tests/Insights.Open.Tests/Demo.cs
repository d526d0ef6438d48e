using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Insights.Coder.State;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Local.Demo;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>A service with the demo's data at a fixed time, for all tests that only read.</summary>
public sealed class Demo(StorageEmulator emulator) : IAsyncLifetime
{
    /// <summary>A Wednesday afternoon.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 18, 14, 20, 0, TimeSpan.Zero);

    private InsightsApp? _app;

    public InsightsApp App => _app!;

    public async ValueTask InitializeAsync()
    {
        _app = await InsightsApp.StartAsync(emulator, Now);
        await new DemoCollector(App.Http, App.Clock, TextWriter.Null).FeedAsync(TestContext.Current.CancellationToken);
        await App.DrainAsync();
        await Maintenance.FoldAsync(App);
        App.Clock.Set(Now);
        await App.Services.GetRequiredService<SourceTable>().TryPutAsync(
            new SourceState { Id = new("50000000-0000-0000-0000-000000000001"), Name = "a Coder", SucceededAt = Now.AddSeconds(-40).UtcDateTime }, null, owner: null, TestContext.Current.CancellationToken);
    }

    /// <summary>A token of a service that may read.</summary>
    /// <param name="name">The token's name.</param>
    public async Task<string> NewTokenAsync(string name)
    {
        using var made = await App.SendAsync(HttpMethod.Post, "/api/v2/tokens", JsonContent.Create(new { name, scopes = new[] { "read" }, service = true }));
        return (string)JsonNode.Parse(await made.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["token"]!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
