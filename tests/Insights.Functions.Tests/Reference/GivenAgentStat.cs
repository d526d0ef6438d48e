namespace Insights.Functions.Tests.Reference;

/// <summary>One report; <paramref name="OpenApps"/> are the normalized names with a count above zero.</summary>
public sealed record GivenAgentStat(
    DateTimeOffset CreatedAt,
    string UserId,
    string AgentId,
    string TemplateId,
    long ConnectionCount,
    double LatencyMilliseconds,
    IReadOnlySet<string> OpenApps);
