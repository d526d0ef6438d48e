namespace Insights.Coder.Items;

/// <summary>One report of a workspace agent.</summary>
/// <param name="CreatedAt">When it came in.</param>
/// <param name="UserId">Whose workspace it is.</param>
/// <param name="AgentId">The agent.</param>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="TemplateId">The template.</param>
/// <param name="ConnectionCount">Its connections.</param>
/// <param name="ConnectionMedianLatencyMs">Their median latency in milliseconds; -1 when none was measured.</param>
/// <param name="SessionCounts">Open sessions by app; without those that are 0.</param>
public sealed record AgentStat(
    DateTime CreatedAt,
    Guid UserId,
    Guid AgentId,
    Guid WorkspaceId,
    Guid TemplateId,
    long ConnectionCount,
    double ConnectionMedianLatencyMs,
    IReadOnlyDictionary<string, long> SessionCounts);
