using Insights.Functions.Storage;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Whose turn it is: a few messages at a time, large partitions one after the other, and none of them while a report is being made in this
/// process, which somebody waits for. That is bounded, so that passes get on whatever is read.
/// </summary>
/// <param name="reports">Where reports are let in.</param>
/// <param name="clock">The time.</param>
internal sealed class PassTurns(ReportAdmission reports, TimeProvider clock) : IDisposable
{
    /// <summary>How many partitions are in memory at once: one may be of tens of thousands of users.</summary>
    private const int MaxPasses = 4;

    /// <summary>From how many bytes, not compressed, on passes are made one after the other: decoded and merged they take several times as many.</summary>
    private const long LargePassLength = 8 * 1024 * 1024;

    /// <summary>For how long a partition waits for reports: a few times what it takes itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _passes = new(MaxPasses);
    private readonly SemaphoreSlim _large = new(1);

    /// <summary>Waits for the turn of a message; it ends when what this gives is disposed of.</summary>
    public Task<Turn> TakeAsync(CancellationToken cancellationToken) => TakeAsync(_passes, cancellationToken);

    /// <summary>Waits for the turn of a partition whose rows have so many bytes when they are not compressed.</summary>
    public async Task<Turn> TakeAsync(long length, CancellationToken cancellationToken)
    {
        if (length > 0 && reports.Idle is { IsCompleted: false } idle)
        {
            await Task.WhenAny(idle, Task.Delay(Patience, clock, cancellationToken));
        }

        return length < LargePassLength ? default : await TakeAsync(_large, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _passes.Dispose();
        _large.Dispose();
    }

    private static async Task<Turn> TakeAsync(SemaphoreSlim turns, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        return new Turn(turns);
    }

    /// <summary>A turn; by default one that nobody else waits for.</summary>
    internal readonly struct Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns?.Release();
    }
}
