namespace Insights.Functions.Reports.Trends;

/// <summary>How a template was used in a period.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="ActiveUsers">The distinct users with a bucket of it.</param>
/// <param name="Seconds">60 for each minute.</param>
public sealed record TrendTemplate(Guid TemplateId, int ActiveUsers, long Seconds);
