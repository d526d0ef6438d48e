namespace Insights.Functions.Metrics;

/// <summary>A value of a metric.</summary>
/// <param name="Value">The value.</param>
/// <param name="Labels">What it is of.</param>
internal readonly record struct PrometheusSample(double Value, params IReadOnlyList<(string Name, string Value)> Labels);
