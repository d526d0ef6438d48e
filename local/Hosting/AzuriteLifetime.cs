using Insights.Local.Azurite;
using Microsoft.Extensions.Hosting;

namespace Insights.Local.Hosting;

/// <summary>Stops the app's own Azurite. It is the first service registered, so the last one stopped.</summary>
internal sealed class AzuriteLifetime(AzuriteProcess azurite) : IHostedService, IAsyncDisposable, IDisposable
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => azurite.DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => azurite.DisposeAsync();

    public void Dispose() => azurite.Dispose();
}
