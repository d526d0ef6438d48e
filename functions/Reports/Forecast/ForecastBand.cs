namespace Insights.Functions.Reports.Forecast;

/// <summary>Between what a figure is going to lie.</summary>
/// <param name="Low">The lower end, 0 or more.</param>
/// <param name="High">The upper end.</param>
public readonly record struct ForecastBand(double Low, double High)
{
    // A normal error is within z of its standard deviation, and half of such errors are within 0.6745 of it: so a band is z / 0.6745
    // times the median of the absolute errors.
    private const double MedianOfNormal = 0.6744897501960817;

    /// <summary>By how much the median error is widened so that 80 of 100 days lie within.</summary>
    internal const double Factor80 = 1.2815515655446004 / MedianOfNormal;

    /// <summary>The same for 95 of 100.</summary>
    internal const double Factor95 = 1.959963984540054 / MedianOfNormal;

    /// <summary>In what the spread of a forecast is measured: its root, since counts of people vary with theirs; 1 where that is less.</summary>
    internal static double UnitOf(double forecast) => Math.Sqrt(Math.Max(1, forecast));

    /// <summary>The band around a forecast.</summary>
    internal static ForecastBand Around(double forecast, double spread, double factor)
    {
        var half = factor * spread * UnitOf(forecast);
        return new ForecastBand(Math.Max(0, forecast - half), forecast + half);
    }

    /// <summary>Whether a figure lies within.</summary>
    public bool Contains(double figure) => figure >= Low && figure <= High;
}
