namespace Insights.Functions.Reports.Versions;

/// <summary>The versions of a template that workspaces have.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="Versions">The versions, that of the newest build first.</param>
public sealed record TemplateVersions(Guid TemplateId, IReadOnlyList<VersionUsage> Versions);
