namespace Insights.Functions.Reports;

/// <summary>The connection latency of one user, in milliseconds.</summary>
/// <param name="UserId">The user.</param>
/// <param name="TemplateIds">The templates it used, ascending.</param>
/// <param name="P50">The continuous percentile 0.5 of the medians of its buckets; -1 when it has none.</param>
/// <param name="P95">The continuous percentile 0.95 of the medians of its buckets; -1 when it has none.</param>
public sealed record UserLatency(Guid UserId, IReadOnlyList<Guid> TemplateIds, double P50, double P95);
