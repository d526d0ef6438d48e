using System.Runtime.InteropServices;

namespace Insights.Functions.Reports.Connection;

/// <summary>The latency of some buckets, each of which is one value: its median.</summary>
/// <param name="Count">How many were measured.</param>
/// <param name="P50">Their median in milliseconds; -1 without any.</param>
/// <param name="P95">Their 95th percentile; -1 without any.</param>
public readonly record struct MeasuredLatency(int Count, double P50, double P95)
{
    /// <summary>Of values in ascending order.</summary>
    internal static MeasuredLatency Of(List<float> sorted) => Of(CollectionsMarshal.AsSpan(sorted));

    /// <summary>Of values in ascending order.</summary>
    internal static MeasuredLatency Of(ReadOnlySpan<float> sorted) =>
        sorted.IsEmpty ? new(0, -1, -1) : new(sorted.Length, Percentile.Of(sorted, 0.5), Percentile.Of(sorted, 0.95));
}
