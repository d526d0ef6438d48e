namespace Insights.Functions.Reports.Connection;

/// <summary>How latencies are distributed: counts between bounds that never change, about evenly spaced on a logarithmic scale.</summary>
public static class LatencyHistogram
{
    /// <summary>Where the cells begin, in milliseconds; the last one has no end.</summary>
    public static IReadOnlyList<double> Bounds { get; } =
        [0, 1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000];

    /// <summary>For each cell how many of some values, none below 0, are not below its bound and below the next one.</summary>
    internal static int[] Of(ReadOnlySpan<float> values)
    {
        double[] bounds = [.. Bounds];
        var counts = new int[bounds.Length];
        foreach (var value in values)
        {
            var place = Array.BinarySearch(bounds, value);
            counts[place >= 0 ? place : ~place - 1]++;
        }

        return counts;
    }
}
