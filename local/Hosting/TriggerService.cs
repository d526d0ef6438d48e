using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Insights.Local.Hosting;

/// <summary>
/// Runs listeners, one a function. Stopping ends the listening at once, waits for what runs, and cancels it only when patience ends.
/// </summary>
internal abstract class TriggerService(IHostApplicationLifetime lifetime, IOptions<LocalRuntimeOptions> options)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan CancelledGrace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
    private readonly CancellationTokenSource _abort = new();
    private Task _listening = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var listeners = await CreateListenersAsync(cancellationToken);
        _listening = Task.WhenAll(listeners.Select(listener =>
            Task.Run(() => listener.RunAsync(_stopping.Token, _abort.Token), CancellationToken.None)));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Value.ShutdownTimeout);
        try
        {
            await _listening.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            await _abort.CancelAsync();
            await Task.WhenAny(_listening, Task.Delay(CancelledGrace, CancellationToken.None));
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _abort.Dispose();
    }

    /// <summary>Makes the listeners, and what they listen to.</summary>
    protected abstract Task<IReadOnlyList<ITriggerListener>> CreateListenersAsync(CancellationToken cancellationToken);
}
