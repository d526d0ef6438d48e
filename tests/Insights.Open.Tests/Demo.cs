using Insights.Functions.Tests.App;
using Insights.Local.Demo;
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
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
