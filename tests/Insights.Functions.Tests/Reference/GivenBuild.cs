namespace Insights.Functions.Tests.Reference;

public sealed record GivenBuild(
    string Id,
    string WorkspaceId,
    string OwnerId,
    string TemplateId,
    string TemplateVersionId,
    int BuildNumber,
    DateTimeOffset CreatedAt,
    IReadOnlyList<(string Name, string Value)> Parameters,
    IReadOnlyList<GivenApp> Apps)
{
    public string WorkspaceName { get; init; } = "";

    public string? Transition { get; init; }

    public string? JobStatus { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public int? DailyCost { get; init; }

    /// <summary>The order of "newest": created_at, then build number, then id.</summary>
    public bool IsNewerThan(GivenBuild other)
    {
        if (CreatedAt != other.CreatedAt)
        {
            return CreatedAt > other.CreatedAt;
        }

        if (BuildNumber != other.BuildNumber)
        {
            return BuildNumber > other.BuildNumber;
        }

        return string.CompareOrdinal(Id, other.Id) > 0;
    }
}
