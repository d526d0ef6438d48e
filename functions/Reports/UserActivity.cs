namespace Insights.Functions.Reports;

/// <summary>The activity of one user.</summary>
/// <param name="UserId">The user.</param>
/// <param name="TemplateIds">The templates it used, ascending.</param>
/// <param name="Seconds">60 for each minute of usage; at most 30 minutes of a half-hour over all templates.</param>
public sealed record UserActivity(Guid UserId, IReadOnlyList<Guid> TemplateIds, long Seconds);
