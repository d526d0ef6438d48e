namespace Insights.Functions.Reports.Utilization;

/// <summary>How the workspaces of a user were used while they ran.</summary>
/// <param name="UserId">The user.</param>
/// <param name="TemplateIds">The templates of which it had a workspace running, or used one without, ascending.</param>
/// <param name="Workspaces">How many workspaces ran.</param>
/// <param name="Figures">The figures.</param>
public sealed record UserUtilization(Guid UserId, IReadOnlyList<Guid> TemplateIds, int Workspaces, UtilizationFigures Figures);
