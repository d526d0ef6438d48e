using Insights.Functions.Tests.App;

namespace Insights.Dashboard.Tests.Browser;

/// <summary>Services with the demo's data at levels of privacy, each started when it is first asked for: once for all tests of a class.</summary>
public sealed class DemoAtLevels(Demo demo) : IAsyncDisposable
{
    private readonly Dictionary<string, InsightsApp> _apps = [];

    /// <summary>The service at a level.</summary>
    public async Task<InsightsApp> GetAsync(string level)
    {
        if (!_apps.TryGetValue(level, out var app))
        {
            _apps[level] = app = await demo.StartAtLevelAsync(level);
        }

        return app;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps.Values)
        {
            await app.DisposeAsync();
        }
    }
}
