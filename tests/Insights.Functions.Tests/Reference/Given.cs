namespace Insights.Functions.Tests.Reference;

/// <summary>Everything a scenario gives, read from JSON once: ids in lower case, texts as they came.</summary>
public sealed record Given(
    IReadOnlyList<GivenUserItem> Users,
    IReadOnlyDictionary<string, IReadOnlyList<GivenParameter>> VersionParameters,
    IReadOnlyList<GivenBuild> Builds,
    IReadOnlyList<GivenAgentStat> AgentStats,
    IReadOnlyList<GivenAppStat> AppStats)
{
    /// <summary>Users of whom the last mention that says so says that they are the system's.</summary>
    public IReadOnlySet<string> SystemUsers { get; } = Users.Where(user => user.IsSystem is not null).GroupBy(user => user.Id)
        .Where(mentions => mentions.Last().IsSystem == true).Select(mentions => mentions.Key).ToHashSet();

    /// <summary>The members of each group, and of each organization under its own id.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> GroupMembers { get; init; } = new Dictionary<string, IReadOnlySet<string>>();

    /// <summary>The organization of each template that has one.</summary>
    public IReadOnlyDictionary<string, string> TemplateOrganizations { get; init; } = new Dictionary<string, string>();
}
