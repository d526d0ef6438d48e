using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevelopmentHost.Workers;

/// <summary>
/// Composes the genuine worker in this process, for tests that inject a clock or a service, and for debuggers. The application directory
/// is process-wide (FUNCTIONS_APPLICATION_DIRECTORY), so all apps of a process share one.
/// </summary>
/// <param name="build">Composes the worker. It must read the settings that it is given, above all others.</param>
public sealed class InProcessLauncher(Func<WorkerStart, IHost> build) : IWorkerLauncher
{
    /// <summary>
    /// Gives the worker's web server a port of its own: what the worker would take is one port for the whole process. To be called by
    /// what composes the worker, after the worker's own registrations.
    /// </summary>
    /// <param name="services">The worker's services.</param>
    public static void ListenOnOwnPort(IServiceCollection services) =>
        services.PostConfigure<KestrelServerOptions>(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));

    /// <inheritdoc/>
    public async Task<IWorker> LaunchAsync(WorkerStart start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        Environment.SetEnvironmentVariable("FUNCTIONS_APPLICATION_DIRECTORY", start.ApplicationDirectory);
        var host = build(start);
        try
        {
            await host.StartAsync(cancellationToken);
            return new Worker(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private sealed class Worker(IHost host) : IWorker
    {
        // It ends with this process, or when it is disposed of.
        private readonly TaskCompletionSource<string> _ended = new();

        public Task<string> Ended => _ended.Task;

        public Uri? HttpAddress { get; } =
            host.Services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
                ? new Uri(address)
                : null;

        public async ValueTask DisposeAsync()
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
            _ended.TrySetResult("disposed of");
        }
    }
}
