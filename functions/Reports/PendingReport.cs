namespace Insights.Functions.Reports;

/// <summary>A report that a scan makes: it is there when the scan has run.</summary>
internal sealed class PendingReport<TReport>
{
    private TReport? _value;
    private bool _isThere;

    /// <summary>The report.</summary>
    /// <exception cref="InvalidOperationException">The scan has not run yet.</exception>
    public TReport Value
    {
        get => _isThere ? _value! : throw new InvalidOperationException("The scan that makes this report has not run yet.");
        set => (_value, _isThere) = (value, true);
    }
}
