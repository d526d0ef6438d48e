namespace Insights.Functions.Reports.Utilization;

/// <summary>How the workspaces of a template were used while they ran.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="Workspaces">How many workspaces ran.</param>
/// <param name="Figures">The figures.</param>
public sealed record TemplateUtilization(Guid TemplateId, int Workspaces, UtilizationFigures Figures);
