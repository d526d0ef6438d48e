namespace Insights.Functions.Reports;

/// <summary>A day of one user.</summary>
/// <param name="Slot">The day.</param>
/// <param name="Seconds">60 for each minute of usage; at most 30 minutes of a half-hour over all templates.</param>
/// <param name="P50">The continuous percentile 0.5 of the medians of its buckets; -1 when it has none.</param>
/// <param name="P95">The continuous percentile 0.95 of the medians of its buckets; -1 when it has none.</param>
public sealed record UserDay(Slot Slot, long Seconds, double P50, double P95);
