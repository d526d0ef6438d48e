namespace Insights.Functions.Reports.Behind;

/// <summary>A stretch of latencies, such as a bar of their distribution.</summary>
/// <param name="From">The least, in milliseconds.</param>
/// <param name="To">Below what; null for no bound.</param>
internal sealed record LatencyCell(double From, double? To)
{
    /// <summary>Whether a latency lies in it; one that was not measured (NaN) does not.</summary>
    public bool Contains(float median) => median >= From && !(median >= To);
}
