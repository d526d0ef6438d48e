using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Insights.Local.Hosting;

/// <summary>The web application, which greets once it has started.</summary>
internal sealed class LocalHost(WebApplication app, CommandLine options) : IHost, IAsyncDisposable
{
    public IServiceProvider Services => app.Services;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await ((IHost)app).StartAsync(cancellationToken);
        }
        catch (IOException cause) when (cause.InnerException is AddressInUseException)
        {
            throw options.PortInUse(cause);
        }

        await app.Services.GetRequiredService<Greeting>().WriteAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => app.StopAsync(cancellationToken);

    public void Dispose() => ((IDisposable)app).Dispose();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
