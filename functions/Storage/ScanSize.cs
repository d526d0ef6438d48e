using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>Counts what a window of a report holds of usage while it is read and gone through.</summary>
/// <param name="lease">What the report holds.</param>
internal sealed class ScanSize(ReportLease lease)
{
    private long _held;

    /// <summary>How many bytes of rows, not compressed, a partition may have to be read.</summary>
    public long MaxLength => lease.MaxLength;

    /// <summary>Counts a segment.</summary>
    /// <exception cref="ScanTooLargeException">It is one too many.</exception>
    /// <exception cref="ReportsBusyException">It is one too many beside other reports.</exception>
    public void Add(DenseSegment segment) => Take(segment.MemorySize);

    /// <summary>Counts the rows of a partition while they are decoded and merged; they are let go when what this gives is disposed of.</summary>
    /// <exception cref="ScanTooLargeException">They are too many.</exception>
    /// <exception cref="ReportsBusyException">They are too many beside other reports.</exception>
    public Reading Read(IReadOnlyCollection<UsageRow> rows)
    {
        var length = rows.Sum(row => (long)Math.Max(row.RawLength, row.Bytes.Length));
        lease.TakeRows(length);
        return new Reading(lease, length);
    }

    /// <summary>A partition has more rows than may be read.</summary>
    public ScanTooLargeException TooLarge() => lease.TooLarge();

    /// <summary>Gives back what the window holds: it is let go.</summary>
    public void Release() => lease.Return(Interlocked.Exchange(ref _held, 0));

    private void Take(long bytes)
    {
        lease.Take(bytes);
        Interlocked.Add(ref _held, bytes);
    }

    /// <summary>Rows that are being read.</summary>
    internal readonly struct Reading(ReportLease lease, long length) : IDisposable
    {
        public void Dispose() => lease.ReturnRows(length);
    }
}
