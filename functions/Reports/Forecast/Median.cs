namespace Insights.Functions.Reports.Forecast;

/// <summary>The median of some figures.</summary>
internal static class Median
{
    /// <summary>The middle one, or the mean of the two in the middle; there is at least one.</summary>
    public static double Of(List<double> figures)
    {
        var sorted = figures.ToArray();
        Array.Sort(sorted);
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
