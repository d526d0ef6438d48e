using System.Runtime.InteropServices;

namespace Insights.Functions.Reports.Connection;

/// <summary>The latency of some buckets, each of which is one value: its median.</summary>
/// <param name="Count">How many were measured.</param>
/// <param name="P50">Their median in milliseconds; -1 without any.</param>
/// <param name="P95">Their 95th percentile; -1 without any.</param>
public readonly record struct MeasuredLatency(int Count, double P50, double P95)
{
    /// <summary>Of values in any order, which may be put into another one.</summary>
    internal static MeasuredLatency Of(List<float> values) => Of(CollectionsMarshal.AsSpan(values));

    /// <summary>Of values in any order, which may be put into another one.</summary>
    internal static MeasuredLatency Of(Span<float> values)
    {
        var (p50, p95) = Percentile.OfUnsorted(values);
        return new(values.Length, p50, p95);
    }
}
