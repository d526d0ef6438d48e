namespace Insights.Functions.Reports;

/// <summary>The continuous percentile of SQL (<c>percentile_cont</c>): linear between the two nearest values.</summary>
internal static class Percentile
{
    /// <summary>Below how many values sorting all of them costs less than looking for some.</summary>
    private const int WorthSelecting = 512;

    /// <summary>The percentile <paramref name="fraction"/> (0 to 1) of values in ascending order, of which there is at least one.</summary>
    public static double Of(ReadOnlySpan<float> sorted, double fraction)
    {
        var (low, high, weight) = PlacesOf(sorted.Length, fraction);
        return Between(sorted[low], sorted[high], weight);
    }

    /// <summary>The percentiles 0.5 and 0.95 of positive values in any order, which may be put into another one; -1 without any.</summary>
    public static (double P50, double P95) OfUnsorted(Span<float> values)
    {
        if (values.IsEmpty)
        {
            return (-1, -1);
        }

        if (values.Length < WorthSelecting)
        {
            values.Sort();
            return (Of(values, 0.5), Of(values, 0.95));
        }

        var order = new PartialOrder(values);
        return (Of(order, 0.5), Of(order, 0.95));
    }

    private static double Of(PartialOrder order, double fraction)
    {
        var (low, high, weight) = PlacesOf(order.Length, fraction);
        var (left, right) = order.ValuesAt(low, high);
        return Between(left, right, weight);
    }

    private static (int Low, int High, double Weight) PlacesOf(int length, double fraction)
    {
        var x = fraction * (length - 1);
        return ((int)Math.Floor(x), (int)Math.Ceiling(x), x - Math.Floor(x));
    }

    private static double Between(double low, double high, double weight) => low + ((high - low) * weight);

    /// <summary>The same of values in double precision.</summary>
    public static double Of(ReadOnlySpan<double> sorted, double fraction)
    {
        var x = fraction * (sorted.Length - 1);
        var (low, high) = (sorted[(int)Math.Floor(x)], sorted[(int)Math.Ceiling(x)]);
        return low + ((high - low) * (x - Math.Floor(x)));
    }
}
