namespace Insights.Functions.Catalog;

/// <summary>A deletion of a user.</summary>
/// <param name="At">Since when the user is deleted.</param>
/// <param name="ReportedWith">The time of the status change that it was reported with; null for none.</param>
public sealed record UserDeletion(DateTimeOffset At, DateTimeOffset? ReportedWith);
