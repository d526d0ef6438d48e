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
    IReadOnlyList<BuildAgent> Agents)
{
    /// <summary>What it does to the workspace: <c>start</c>, <c>stop</c> or <c>delete</c>; null where that may not be read.</summary>
    public string? Transition { get; init; }

    /// <summary>How far its job has come, as Coder names it; null where that may not be read.</summary>
    public string? JobStatus { get; init; }

    /// <summary>When its job ended; null while it has not.</summary>
    public DateTime? CompletedAt { get; init; }

    /// <summary>What the workspace costs a day from then on, in the credits of Coder's quotas; null where that may not be read.</summary>
    public int? DailyCost { get; init; }
}
