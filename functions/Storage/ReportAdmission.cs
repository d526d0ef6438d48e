using Microsoft.Extensions.Options;

namespace Insights.Functions.Storage;

/// <summary>
/// Lets in as many reports as there is memory for: the usage that all of them hold counts together. Of large ones, which read many
/// partitions, a few are made at a time and others wait for their turn, holding nothing; small ones do not wait for them.
/// </summary>
public sealed class ReportAdmission(IOptions<StorageOptions> options) : IDisposable
{
    /// <summary>From how many partitions on a report is a large one: 10 templates and 90 days are none.</summary>
    internal const int Large = 1000;

    /// <summary>How many large ones are made at once.</summary>
    internal const int MaxLarge = 3;

    /// <summary>For how long a large one waits for its turn.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _large = new(MaxLarge);
    private readonly long _maxHeld = options.Value.ReportMegabytes * 1024L * 1024L;
    private readonly Lock _lock = new();
    private long _held;
    private int _open;
    private TaskCompletionSource? _idle;

    /// <summary>How many bytes are held now.</summary>
    internal long Held => Interlocked.Read(ref _held);

    /// <summary>How many MiB reports may hold together, and one alone.</summary>
    internal int MaxMegabytes => options.Value.ReportMegabytes;

    /// <summary>Lets in a report that reads at most so many partitions.</summary>
    /// <exception cref="ReportsBusyException">Others took all the time that it may wait.</exception>
    internal async Task<ReportLease> EnterAsync(long partitions, CancellationToken cancellationToken)
    {
        var isLarge = partitions >= Large;
        if (isLarge && !await _large.WaitAsync(Patience, cancellationToken))
        {
            throw new ReportsBusyException();
        }

        lock (_lock)
        {
            _open++;
        }

        return new ReportLease(this, isLarge);
    }

    /// <summary>Is done when no report is being made: what nobody waits for steps aside until then.</summary>
    internal Task Idle
    {
        get
        {
            lock (_lock)
            {
                return _open == 0 ? Task.CompletedTask : (_idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _large.Dispose();

    /// <summary>Takes room for more of a report that has some already. One that is alone is let in.</summary>
    /// <exception cref="ReportsBusyException">There is no room beside the others.</exception>
    internal void Take(long bytes, long already)
    {
        var held = Interlocked.Add(ref _held, bytes);
        if (held > _maxHeld && held > already + bytes)
        {
            Return(bytes);
            throw new ReportsBusyException();
        }
    }

    internal void Return(long bytes) => Interlocked.Add(ref _held, -bytes);

    internal void Leave(bool isLarge)
    {
        if (isLarge)
        {
            _large.Release();
        }

        lock (_lock)
        {
            _open--;
            if (_open == 0)
            {
                _idle?.SetResult();
                _idle = null;
            }
        }
    }
}
