using System.Runtime.InteropServices;

namespace Insights.Functions.Reports.Concurrency;

/// <summary>An hour of the week.</summary>
/// <param name="Weekday">1 for Monday to 7 for Sunday.</param>
/// <param name="Hour">0 to 23.</param>
/// <param name="Count">How many such hours there were.</param>
/// <param name="Mean">The mean of their values; 0 without any.</param>
/// <param name="P95">Their 95th percentile; 0 without any.</param>
/// <param name="Max">The highest; 0 without any.</param>
public sealed record HeatMapCell(int Weekday, int Hour, int Count, double Mean, double P95, int Max)
{
    internal static HeatMapCell Of(int weekday, int hour, List<float> values)
    {
        var sorted = CollectionsMarshal.AsSpan(values);
        sorted.Sort();
        return sorted.IsEmpty
            ? new HeatMapCell(weekday, hour, 0, 0, 0, 0)
            : new HeatMapCell(weekday, hour, sorted.Length, values.Average(value => (double)value), Percentile.Of(sorted, 0.95), (int)sorted[^1]);
    }
}
