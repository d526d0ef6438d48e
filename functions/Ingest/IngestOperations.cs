using Insights.Functions.Http.Operations;

namespace Insights.Functions.Ingest;

/// <summary>What the functions of this room take and give.</summary>
internal static class IngestOperations
{
    /// <summary>One line a function.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new(nameof(AgentStatsFunction.IngestAgentStats), "Takes reports of workspace agents", Answer.Taken) { Body = AgentStats.Schema },
        new(nameof(AppStatsFunction.IngestAppStats), "Takes sessions in workspace apps", Answer.Taken) { Body = AppStats.Schema },
        new(nameof(UsageBucketsFunction.IngestUsageBuckets), "Takes history, as half-hours that Coder has added up", Answer.Taken) { Body = UsageBuckets.Schema },
        new(nameof(WorkspaceBuildsFunction.IngestWorkspaceBuilds), "Takes builds of workspaces, with their parameters and apps", Answer.Taken) { Body = WorkspaceBuilds.Schema },
        new(nameof(CatalogFunction.IngestCatalog), "Takes organizations, users, groups, templates and their versions", Answer.Taken) { Body = CatalogItems.Schema },
        new(nameof(AccessFunction.IngestAccess), "Takes roles of users and lists of templates, as a source has them", Answer.Accepted(IngestJson.Api.AccessAnswer)) { Body = AccessItems.Schema, Refusals = [409] },
    ];
}
