namespace Insights.Functions.Tests.Reference;

/// <summary>One session; <paramref name="TemplateId"/> is null when it is to be found by the workspace.</summary>
public sealed record GivenAppStat(
    string UserId,
    string WorkspaceId,
    string? TemplateId,
    string Name,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt);
