namespace Insights.Functions.Reports.Versions;

/// <summary>Who still has a version of a template.</summary>
/// <param name="TemplateVersionId">The version.</param>
/// <param name="Workspaces">The workspaces whose newest build is of it.</param>
/// <param name="UsedWorkspaces">Those of them whose owner used the template.</param>
/// <param name="Owners">Their distinct owners.</param>
/// <param name="FirstBuiltAt">When the first of those builds was made.</param>
/// <param name="LastBuiltAt">When the last of them was.</param>
public sealed record VersionUsage(
    Guid TemplateVersionId, int Workspaces, int UsedWorkspaces, int Owners, DateTimeOffset FirstBuiltAt, DateTimeOffset LastBuiltAt);
