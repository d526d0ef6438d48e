namespace Insights.Functions.Reports.Forecast;

/// <summary>What a day is going to be like.</summary>
/// <param name="Expected">The figure that is expected.</param>
/// <param name="Band80">Between what 80 of 100 such days lie, if it goes on as it was.</param>
/// <param name="Band95">The same for 95 of 100.</param>
public readonly record struct ForecastDay(double Expected, ForecastBand Band80, ForecastBand Band95);
