namespace Insights.Functions.Reports;

/// <summary>The continuous percentile of SQL (<c>percentile_cont</c>): linear between the two nearest values.</summary>
internal static class Percentile
{
    /// <summary>The percentile <paramref name="fraction"/> (0 to 1) of values in ascending order, of which there is at least one.</summary>
    public static double Of(ReadOnlySpan<float> sorted, double fraction)
    {
        var x = fraction * (sorted.Length - 1);
        var (low, high) = ((double)sorted[(int)Math.Floor(x)], (double)sorted[(int)Math.Ceiling(x)]);
        return low + ((high - low) * (x - Math.Floor(x)));
    }

    /// <summary>The same of values in double precision.</summary>
    public static double Of(ReadOnlySpan<double> sorted, double fraction)
    {
        var x = fraction * (sorted.Length - 1);
        var (low, high) = (sorted[(int)Math.Floor(x)], sorted[(int)Math.Ceiling(x)]);
        return low + ((high - low) * (x - Math.Floor(x)));
    }
}
