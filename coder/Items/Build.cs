namespace Insights.Coder.Items;

/// <summary>A build of a workspace.</summary>
/// <param name="Id">Its id.</param>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="WorkspaceName">The workspace's name.</param>
/// <param name="OwnerId">Whose workspace it was.</param>
/// <param name="TemplateId">The template.</param>
/// <param name="TemplateVersionId">The version of the template.</param>
/// <param name="BuildNumber">Its number in the workspace.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Parameters">The values it was given.</param>
/// <param name="Agents">Its agents, which there are when its job has ended.</param>
public sealed record Build(
    Guid Id,
    Guid WorkspaceId,
    string WorkspaceName,
    Guid OwnerId,
    Guid TemplateId,
    Guid TemplateVersionId,
    int BuildNumber,
    DateTime CreatedAt,
    IReadOnlyList<BuildParameter> Parameters,
    IReadOnlyList<BuildAgent> Agents);
