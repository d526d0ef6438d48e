using System.Globalization;
using Insights.Local.Demo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Local.Hosting;

/// <summary>Feeds the demo once the app listens. Its failure leaves the app running.</summary>
internal sealed partial class DemoService(
    LocalRuntime runtime,
    Greeting greeting,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    IOptions<LocalRuntimeOptions> options,
    TimeProvider clock,
    ILogger<DemoService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await StartedAsync(ending.Token);
            using var client = new HttpClient { BaseAddress = runtime.Address };
            client.DefaultRequestHeaders.Add("Coder-Session-Token", configuration[BootstrapToken.Setting]);
            var console = options.Value.Console;
            var demo = new DemoCollector(client, clock, console);
            await demo.FeedAsync(ending.Token);
            await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The demo is in, and goes on live at {runtime.Address}"));
            await greeting.WriteCurlAsync();
            await demo.GoLiveAsync(ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The app stops.
        }
        catch (Exception error)
        {
            Log.DemoFailed(logger, error);
        }
    }

    private async Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The demo has failed; the app goes on without it")]
        public static partial void DemoFailed(ILogger logger, Exception error);
    }
}
