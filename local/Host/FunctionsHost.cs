using DevelopmentHost.Http;
using DevelopmentHost.Protocol;
using DevelopmentHost.Queues;
using DevelopmentHost.Timers;
using DevelopmentHost.Workers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace DevelopmentHost;

/// <summary>
/// Runs a functions app as Azure's host does: starts its worker, and feeds it requests, queue messages and timers. Disposing of it stops
/// it in order: nothing new is taken, what runs may finish, and the worker ends last.
/// </summary>
public sealed class FunctionsHost : IAsyncDisposable
{
    private readonly ILoggerFactory _loggers;
    private readonly WorkerGateway _gateway;
    private readonly WorkerSupervisor _worker;
    private HttpFront? _front;
    private TriggerListeners? _listeners;
    private int _disposed;

    private FunctionsHost(ILoggerFactory loggers, WorkerGateway gateway, WorkerSupervisor worker) =>
        (_loggers, _gateway, _worker) = (loggers, gateway, worker);

    /// <summary>The address bound, with the port chosen where 0 was asked for.</summary>
    public Uri Address => _front!.Address;

    /// <summary>Completes when the worker is given up; its exception, a <see cref="HostStartException"/>, says why.</summary>
    public Task Failed => _worker.Watching;

    /// <summary>The settings of an app, as the host will read them.</summary>
    /// <param name="options">The app.</param>
    /// <exception cref="HostStartException">A file is not JSON.</exception>
    public static IConfiguration ReadSettings(FunctionsHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return HostSettings.Read(options);
    }

    /// <summary>Starts the app, and returns when it takes requests.</summary>
    /// <param name="options">What to run, and how.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HostStartException">A setting, a route or a schedule is wrong, or the worker does not start.</exception>
    public static async Task<FunctionsHost> StartAsync(FunctionsHostOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var configuration = HostSettings.Read(options);
        var loggers = LoggerFactory.Create(logging =>
        {
            logging.AddConfiguration(configuration.GetSection($"{HostSettings.HostSection}:logging"));
            options.ConfigureLogging(logging);
        });
        var gateway = await WorkerGateway.StartAsync(loggers, cancellationToken);
        var worker = new WorkerSupervisor(options, gateway, HostSettings.ForWorker(options), loggers.CreateLogger<WorkerSupervisor>());
        var host = new FunctionsHost(loggers, gateway, worker);
        try
        {
            await host.StartAsync(options, configuration, cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await Task.WhenAll(_listeners?.StopAsync() ?? Task.CompletedTask, _front?.StopAsync(CancellationToken.None) ?? Task.CompletedTask);
            await _worker.DisposeAsync();
            await _gateway.DisposeAsync();
            await (_front?.DisposeAsync() ?? ValueTask.CompletedTask);
            _listeners?.Dispose();
            _loggers.Dispose();
        }
    }

    private async Task StartAsync(FunctionsHostOptions options, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var worker = await _worker.StartAsync(cancellationToken);
        var functions = worker.Functions.Select(function => function with { IsDisabled = configuration.IsDisabled(function.Name) })
            .ToLookup(function => function.TriggerType);
        var invoker = new FunctionInvoker(_worker, _loggers.CreateLogger<FunctionInvoker>());
        var queues = QueueSettings.Read(configuration);
        var queueLog = _loggers.CreateLogger<QueueListener>();
        var timerLog = _loggers.CreateLogger<TimerListener>();
        ITriggerListener[] listeners =
        [
            .. functions[QueueListener.TriggerType].Where(IsEnabled)
                .Select(function => new QueueListener(function, configuration, queues, options.MessageLease, invoker, queueLog)),
            .. functions[TimerListener.TriggerType].Where(IsEnabled)
                .Select(function => new TimerListener(function, configuration, options.RemembersTimers, invoker, options.Clock, timerLog)),
        ];
        _front = await HttpFront.StartAsync(
            options, _worker, functions[FunctionRoutes.TriggerType], configuration[$"{HostSettings.HostSection}:extensions:http:routePrefix"], _loggers, cancellationToken);
        _listeners = new TriggerListeners(listeners, options.ShutdownTimeout);
    }

    private static bool IsEnabled(FunctionDefinition function) => !function.IsDisabled;
}
