namespace Insights.Functions.Tests.Reference;

public static class Percentile
{
    public static double Continuous(IEnumerable<double> values, double p)
    {
        var sorted = values.Order().ToList();
        var x = p * (sorted.Count - 1);
        var low = sorted[(int)Math.Floor(x)];
        var high = sorted[(int)Math.Ceiling(x)];
        return low + ((high - low) * (x - Math.Floor(x)));
    }
}
