using System.Collections.Concurrent;
using Insights.Functions.Tests.App;

namespace Insights.Functions.Tests.Privacy;

/// <summary>A service at each level for all tests that change nothing.</summary>
public sealed class EdgeApps(StorageEmulator emulator) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<InsightsApp>>> _apps = [];

    /// <summary>That at a level.</summary>
    public Task<InsightsApp> AtAsync(string level) => _apps.GetOrAdd(level, _ => new(() => EdgeApp.StartAsync(emulator, level))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps.Values)
        {
            await (await app.Value).DisposeAsync();
        }
    }
}
