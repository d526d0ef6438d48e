namespace Insights.Functions.Reports.Forecast;

/// <summary>A day of which there was a forecast.</summary>
/// <param name="Forecast">The forecast.</param>
/// <param name="Actual">What came.</param>
/// <param name="IsBusy">Whether it was one of the busy days of its week.</param>
internal readonly record struct ComparedDay(double Forecast, double Actual, bool IsBusy)
{
    /// <summary>How far off the forecast was.</summary>
    public double Error => Math.Abs(Actual - Forecast);
}
