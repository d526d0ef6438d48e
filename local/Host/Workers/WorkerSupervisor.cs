using DevelopmentHost.Protocol;
using Microsoft.Extensions.Logging;

namespace DevelopmentHost.Workers;

/// <summary>
/// Keeps one worker running: one that crashes is started again after a pause that doubles, and after several crashes the host gives up.
/// (Azure's host bears fewer, and then ends with the exit code of a success.)
/// </summary>
internal sealed partial class WorkerSupervisor(
    FunctionsHostOptions options, WorkerGateway gateway, IReadOnlyDictionary<string, string?> settings, ILogger<WorkerSupervisor> logger) : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Forgiveness = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource<RunningWorker> _current = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _watching = Task.CompletedTask;

    /// <summary>Ends when the worker is given up; its exception says why.</summary>
    public Task Watching => _watching;

    /// <summary>Starts the first worker, and watches it from then on.</summary>
    /// <exception cref="HostStartException">It does not start.</exception>
    public async Task<RunningWorker> StartAsync(CancellationToken cancellationToken)
    {
        var worker = await LaunchAsync(cancellationToken);
        _current.SetResult(worker);
        _watching = Task.Run(() => WatchAsync(worker), CancellationToken.None);
        return worker;
    }

    /// <summary>The worker; while it is started again, this waits.</summary>
    public Task<RunningWorker> CurrentAsync(CancellationToken cancellationToken) => _current.Task.WaitAsync(cancellationToken);

    /// <summary>Ends the worker. What runs in it should have ended before.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_current.Task.IsCompletedSuccessfully)
        {
            await _current.Task.Result.DisposeAsync();
        }

        _stopping.Dispose();
    }

    private async Task WatchAsync(RunningWorker worker)
    {
        var pause = new Backoff(options.RestartPause, LongestPause);
        for (var crashes = 0; ;)
        {
            var started = options.Clock.GetTimestamp();
            var end = await worker.LostAsync(_stopping.Token);
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            _current = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await worker.DisposeAsync();
            if (options.Clock.GetElapsedTime(started) > Forgiveness)
            {
                crashes = 0;
                pause.Reset();
            }

            while (true)
            {
                if (++crashes > options.CrashesBorne)
                {
                    throw GiveUp(crashes, end);
                }

                var wait = pause.Next();
                LogCrashed(end, wait.TotalSeconds);
                try
                {
                    await Task.Delay(wait, options.Clock, _stopping.Token);
                    worker = await LaunchAsync(_stopping.Token);
                    break;
                }
                catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
                {
                    return;
                }
                catch (HostStartException error)
                {
                    end = error.Message;
                }
            }

            _current.SetResult(worker);
            LogRestarted();
        }
    }

    private HostStartException GiveUp(int crashes, string end)
    {
        var failure = new HostStartException($"The worker has crashed {crashes} times; what it wrote before says why. The last time: {end}");
        _current.SetException(failure);
        return failure;
    }

    private async Task<RunningWorker> LaunchAsync(CancellationToken cancellationToken)
    {
        var start = new WorkerStart(gateway.Address, Guid.NewGuid().ToString(), options.ApplicationDirectory, settings);
        var expected = gateway.Expect(start.WorkerId);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartTimeout);
        IWorker? worker = null;
        try
        {
            worker = await options.Launcher.LaunchAsync(start, patience.Token);
            return await RunningWorker.ConnectAsync(worker, expected, options.ApplicationDirectory, patience.Token);
        }
        catch (Exception error)
        {
            if (worker is not null)
            {
                await worker.DisposeAsync();
            }

            if (error is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new HostStartException($"The worker did not start within {StartTimeout.TotalSeconds:0} s.", error);
            }

            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The worker has ended ({End}). It is started again in {Seconds:0.0} s.")]
    private partial void LogCrashed(string end, double seconds);

    [LoggerMessage(2, LogLevel.Information, "The worker is there again.")]
    private partial void LogRestarted();
}
