using System.Diagnostics.CodeAnalysis;

namespace Insights.Functions.Storage;

/// <summary>Something small that is read as a whole, and read again when it is old or was written by this process.</summary>
/// <param name="writes">How often this process has written it.</param>
/// <param name="read">Reads it.</param>
/// <param name="maxAge">How long after a reading began its outcome is used: never longer, even when storage does not answer.</param>
/// <param name="clock">The clock.</param>
internal sealed class Cached<T>(Func<long> writes, Func<CancellationToken, Task<T>> read, TimeSpan maxAge, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private Snapshot? _latest;
    private Snapshot? _next;

    /// <summary>
    /// It, at most <c>maxAge</c> old. When half of that has passed it is read again beside the callers, who go on with what is there.
    /// </summary>
    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_next is { Items.IsCompletedSuccessfully: true })
            {
                (_latest, _next) = (_next, null);
            }

            if (!IsOfUse(_latest))
            {
                (_latest, _next) = (IsOfUse(_next) ? _next : Read(), null);
            }
            else if (AgeOf(_latest) >= maxAge / 2 && !IsOfUse(_next))
            {
                _next = Read();
            }

            return _latest.Items.WaitAsync(cancellationToken);
        }
    }

    // Many may wait for one reading, so that no single caller's patience ends it.
    private Snapshot Read() => new(writes(), clock.GetTimestamp(), read(CancellationToken.None));

    // A reading that failed, or that was cancelled (as the storage clients do when the network takes too long), is of no use.
    private bool IsOfUse([NotNullWhen(true)] Snapshot? snapshot) =>
        snapshot is { Items: var items } && (!items.IsCompleted || items.IsCompletedSuccessfully) && snapshot.Writes == writes() && AgeOf(snapshot) < maxAge;

    private TimeSpan AgeOf(Snapshot snapshot) => clock.GetElapsedTime(snapshot.ReadAt);

    private sealed record Snapshot(long Writes, long ReadAt, Task<T> Items);
}
