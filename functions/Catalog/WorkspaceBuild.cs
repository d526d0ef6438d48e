using System.Text.Json.Serialization;

namespace Insights.Functions.Catalog;

/// <summary>A build of a workspace: what it was made from, and what it has.</summary>
/// <param name="Id">Its id.</param>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="WorkspaceName">The workspace's name; may be empty.</param>
/// <param name="OwnerId">Whose workspace it is.</param>
/// <param name="TemplateId">The template it was built from.</param>
/// <param name="TemplateVersionId">The version of the template.</param>
/// <param name="BuildNumber">Its number in the workspace, from 1.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Parameters">The values it was given.</param>
/// <param name="Agents">The agents it has, with their applications.</param>
public sealed record WorkspaceBuild(
    Guid Id,
    Guid WorkspaceId,
    string WorkspaceName,
    Guid OwnerId,
    Guid TemplateId,
    Guid TemplateVersionId,
    int BuildNumber,
    DateTimeOffset CreatedAt,
    IReadOnlyList<BuildParameter> Parameters,
    IReadOnlyList<WorkspaceAgent> Agents)
{
    /// <summary>What it does to the workspace; null where nobody said.</summary>
    public WorkspaceTransition? Transition { get; init; }

    /// <summary>How far its job has come; null where nobody said.</summary>
    public JobStatus? JobStatus { get; init; }

    /// <summary>When its job ended; null while it has not, or where nobody said.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>What the workspace costs a day from then on, in the credits of Coder's quotas; null where nobody said.</summary>
    public int? DailyCost { get; init; }

    /// <summary>How recent it is: the newest build wins, of two made at once that with the higher number, then the higher id.</summary>
    [JsonIgnore]
    public BuildOrder Order => new(CreatedAt, BuildNumber, Id);
}
