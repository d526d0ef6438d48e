namespace Insights.Functions.Http;

/// <summary>
/// Lets in as much of the bodies of requests as there is memory for: those that are on their way, waiting and worked on count together,
/// by their bytes as they come in, however they were announced. A request beyond that is told to come again. Of those that are large
/// only a few are taken apart at a time, since that takes several times their length; small ones do not wait for them.
/// </summary>
public sealed class BodyAdmission : IDisposable
{
    /// <summary>How many bytes are held at once.</summary>
    internal const long MaxHeld = 64 * 1024 * 1024;

    /// <summary>From how many bytes on a request is a large one.</summary>
    internal const long Large = 256 * 1024;

    /// <summary>How many large ones are worked on at once.</summary>
    internal const int MaxLarge = 4;

    private readonly SemaphoreSlim _large = new(MaxLarge);
    private long _held;

    /// <summary>How many bytes are held now.</summary>
    internal long Held => Interlocked.Read(ref _held);

    /// <summary>Begins to count a request.</summary>
    internal BodyLease Enter() => new(this);

    /// <inheritdoc/>
    public void Dispose() => _large.Dispose();

    /// <summary>Takes room for more of a request that has some already. One that is alone is let in whatever it needs.</summary>
    internal bool TryTake(long bytes, long already)
    {
        var held = Interlocked.Add(ref _held, bytes);
        if (held <= MaxHeld || held <= already + bytes)
        {
            return true;
        }

        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    internal void Return(long bytes) => Interlocked.Add(ref _held, -bytes);

    internal Task EnterLargeAsync(CancellationToken cancellationToken) => _large.WaitAsync(cancellationToken);

    internal void LeaveLarge() => _large.Release();
}
