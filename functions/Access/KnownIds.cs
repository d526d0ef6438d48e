namespace Insights.Functions.Access;

/// <summary>
/// The ids that there are, of tokens or of sessions, read as a whole: how one that was never seen here is told from a guess while an address
/// guesses. However many are asked for, by whomever, they are read at most once a second, and who asks for one that is not among them
/// waits for a reading that began afterwards: what was just made is found.
/// </summary>
/// <param name="read">Reads them.</param>
/// <param name="clock">The clock.</param>
public abstract class KnownIds(Func<CancellationToken, Task<IReadOnlySet<string>>> read, TimeProvider clock)
{
    /// <summary>How far apart readings are at least.</summary>
    internal static readonly TimeSpan MinPause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Snapshot? _latest;
    private Task<Snapshot>? _reading;
    private long? _begunAt;

    /// <summary>Whether there is, or was not long ago, one of an id.</summary>
    internal async Task<bool> ContainsAsync(string id, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetTimestamp();
        var known = Volatile.Read(ref _latest);
        while (known is null || (!known.Ids.Contains(id) && known.ReadAt < askedAt))
        {
            known = await NewerAsync(known).WaitAsync(cancellationToken);
        }

        return known.Ids.Contains(id);
    }

    private Task<Snapshot> NewerAsync(Snapshot? known)
    {
        lock (_lock)
        {
            return _latest is not null && _latest != known ? Task.FromResult(_latest) : _reading ??= Task.Run(ReadAsync);
        }
    }

    // Many may wait for one reading, so that no single caller's patience ends it.
    private async Task<Snapshot> ReadAsync()
    {
        try
        {
            if (_begunAt is { } begun && MinPause - clock.GetElapsedTime(begun) is var pause && pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, clock);
            }

            var readAt = clock.GetTimestamp();
            _begunAt = readAt;
            var next = new Snapshot(await read(CancellationToken.None), readAt);
            Volatile.Write(ref _latest, next);
            return next;
        }
        finally
        {
            lock (_lock)
            {
                _reading = null;
            }
        }
    }

    private sealed record Snapshot(IReadOnlySet<string> Ids, long ReadAt);
}
