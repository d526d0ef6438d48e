namespace DevelopmentHost;

/// <summary>Waits that double up to a limit, each up to a fifth shorter or longer so that pollers do not march in step.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private readonly TimeSpan _first = first < longest ? first : longest;
    private TimeSpan _next = first < longest ? first : longest;

    public void Reset() => _next = _first;

    public TimeSpan Next()
    {
        var wait = _next;
        _next = wait * 2 < longest ? wait * 2 : longest;
#pragma warning disable CA5394 // Jitter, not a secret.
        var jittered = wait * (0.8 + (0.4 * Random.Shared.NextDouble()));
#pragma warning restore CA5394
        return jittered < longest ? jittered : longest;
    }
}
