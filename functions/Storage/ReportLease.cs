namespace Insights.Functions.Storage;

/// <summary>What one report holds of <see cref="ReportAdmission"/> until it is made.</summary>
/// <param name="admission">Where room is taken.</param>
/// <param name="isLarge">Whether others wait until it is made.</param>
internal sealed class ReportLease(ReportAdmission admission, bool isLarge) : IDisposable
{
    private long _usage;
    private long _rows;
    private long _kept;
    private bool _isLeft;

    /// <summary>How many bytes of usage one report may hold, and of rows that it reads at a time.</summary>
    public long MaxLength => admission.MaxMegabytes * 1024L * 1024L;

    /// <summary>Takes room for usage that is held from now on.</summary>
    /// <exception cref="ScanTooLargeException">It is more than one report may hold.</exception>
    /// <exception cref="ReportsBusyException">There is no room for it beside other reports.</exception>
    public void Take(long bytes) => Take(ref _usage, bytes);

    /// <summary>Gives back room for usage that is let go.</summary>
    public void Return(long bytes) => Return(ref _usage, bytes);

    /// <summary>Takes room for rows while they are decoded and merged into usage.</summary>
    /// <exception cref="ScanTooLargeException">It is more than one report may read at a time.</exception>
    /// <exception cref="ReportsBusyException">There is no room for it beside other reports.</exception>
    public void TakeRows(long bytes) => Take(ref _rows, bytes);

    /// <summary>Gives back room for rows.</summary>
    public void ReturnRows(long bytes) => Return(ref _rows, bytes);

    /// <summary>Takes room for what the report keeps of usage that it has gone through, or gives some back: so many bytes from now on.</summary>
    /// <exception cref="ScanTooLargeException">It is more than one report may hold.</exception>
    /// <exception cref="ReportsBusyException">There is no room for it beside other reports.</exception>
    public void Keep(long bytes)
    {
        Take(ref _usage, bytes - _kept);
        _kept = bytes;
    }

    /// <summary>What one report would hold is more than it may.</summary>
    public ScanTooLargeException TooLarge() => new(admission.MaxMegabytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        Return(ref _usage, Interlocked.Read(ref _usage));
        Return(ref _rows, Interlocked.Read(ref _rows));
        if (!Interlocked.Exchange(ref _isLeft, true))
        {
            admission.Leave(isLarge);
        }
    }

    private void Take(ref long held, long bytes)
    {
        // Counted here first: what others of this report take at this moment is not to look like another report's.
        var own = Interlocked.Add(ref held, bytes);
        try
        {
            if (own > MaxLength)
            {
                throw TooLarge();
            }

            admission.Take(bytes, Interlocked.Read(ref _usage) + Interlocked.Read(ref _rows) - bytes);
        }
        catch
        {
            Interlocked.Add(ref held, -bytes);
            throw;
        }
    }

    private void Return(ref long held, long bytes)
    {
        Interlocked.Add(ref held, -bytes);
        admission.Return(bytes);
    }
}
