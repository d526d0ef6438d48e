using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>Counts what one report holds of usage while it is read.</summary>
/// <param name="maxMegabytes">How much that may be, in MiB.</param>
internal sealed class ScanSize(int maxMegabytes)
{
    private long _held;

    /// <summary>Counts a segment.</summary>
    /// <exception cref="ScanTooLargeException">It is one too many.</exception>
    public void Add(DenseSegment segment)
    {
        if (Interlocked.Add(ref _held, segment.MemorySize) > maxMegabytes * 1024L * 1024L)
        {
            throw new ScanTooLargeException(maxMegabytes);
        }
    }
}
