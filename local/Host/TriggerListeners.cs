namespace DevelopmentHost;

/// <summary>
/// Runs listeners, one a function. Stopping ends the listening at once, waits for what runs, and cancels it only when patience ends.
/// </summary>
internal sealed class TriggerListeners : IDisposable
{
    private static readonly TimeSpan CancelledGrace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly TimeSpan _patience;
    private readonly Task _listening;

    public TriggerListeners(IEnumerable<ITriggerListener> listeners, TimeSpan patience)
    {
        _patience = patience;
        _listening = Task.WhenAll(listeners.Select(listener =>
            Task.Run(() => listener.RunAsync(_stopping.Token, _abort.Token), CancellationToken.None)));
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        try
        {
            await _listening.WaitAsync(_patience);
        }
        catch (TimeoutException)
        {
            await _abort.CancelAsync();
            await Task.WhenAny(_listening, Task.Delay(CancelledGrace));
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _abort.Dispose();
    }
}
