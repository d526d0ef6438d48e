using System.Globalization;

namespace Insights.Functions.Reports.Parameters;

/// <summary>How the values of workspaces lie, where they are numbers.</summary>
/// <param name="Min">The least.</param>
/// <param name="P25">The continuous percentile 0.25.</param>
/// <param name="P50">The continuous percentile 0.5.</param>
/// <param name="P75">The continuous percentile 0.75.</param>
/// <param name="P95">The continuous percentile 0.95.</param>
/// <param name="Max">The greatest.</param>
public sealed record ParameterDistribution(double Min, double P25, double P50, double P75, double P95, double Max)
{
    /// <summary>That of some values and how often each is there; null when there is none, or one that is no number.</summary>
    public static ParameterDistribution? Of(IEnumerable<(string Value, int Count)> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var numbers = new List<double>();
        foreach (var (value, count) in values)
        {
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                return null;
            }

            numbers.AddRange(Enumerable.Repeat(number, count));
        }

        double[] sorted = [.. numbers.Order()];
        return sorted.Length == 0
            ? null
            : new ParameterDistribution(
                sorted[0], Percentile.Of(sorted, 0.25), Percentile.Of(sorted, 0.5), Percentile.Of(sorted, 0.75), Percentile.Of(sorted, 0.95), sorted[^1]);
    }
}
