namespace Insights.Functions.Tests.Reference;

/// <summary>Everything a scenario gives, read from JSON once: ids in lower case, texts as they came.</summary>
public sealed record Given(
    IReadOnlyList<GivenUserItem> Users,
    IReadOnlyDictionary<string, IReadOnlyList<GivenParameter>> VersionParameters,
    IReadOnlyList<GivenBuild> Builds,
    IReadOnlyList<GivenAgentStat> AgentStats,
    IReadOnlyList<GivenAppStat> AppStats);
