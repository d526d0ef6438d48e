using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Aggregation;

/// <summary>
/// One run of a timer that goes through many pieces of work: one that fails ends no other. Failures are logged and counted, and the run
/// fails with their number when all was tried.
/// </summary>
/// <param name="name">The function's name.</param>
/// <param name="logger">Where failures go.</param>
/// <param name="cancellationToken">Ends the run at once.</param>
internal sealed partial class DispatchRun(string name, ILogger logger, CancellationToken cancellationToken)
{
    private const int Parallelism = 8;

    private int _tried;
    private int _failed;

    /// <summary>Does one thing.</summary>
    public async Task<bool> TryAsync(string what, Func<Task> act)
    {
        Interlocked.Increment(ref _tried);
        try
        {
            await act();
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Interlocked.Increment(ref _failed);
            LogFailure(name, what, e);
            return false;
        }
    }

    /// <summary>Does something with each of some items, several at once; returns those with which it was done, in their order.</summary>
    public async Task<IReadOnlyList<T>> TryEachAsync<T>(IEnumerable<T> items, Func<T, Task> act)
        where T : notnull
    {
        var done = new ConcurrentBag<(int Place, T Item)>();
        await Parallel.ForEachAsync(
            items.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (one, _) =>
            {
                if (await TryAsync(one.Item.ToString()!, () => act(one.Item)))
                {
                    done.Add((one.Index, one.Item));
                }
            });
        return [.. done.OrderBy(one => one.Place).Select(one => one.Item)];
    }

    /// <summary>Fails the run if anything failed.</summary>
    /// <exception cref="InvalidOperationException">Something did.</exception>
    public void ThrowIfAnyFailed()
    {
        if (_failed > 0)
        {
            throw new InvalidOperationException($"{name}: {_failed} of {_tried} pieces of work failed; the others were done. Each failure is logged.");
        }
    }

    [LoggerMessage(111, LogLevel.Warning, "{Run} could not see to {What}; the next run tries again.")]
    private partial void LogFailure(string run, string what, Exception exception);
}
