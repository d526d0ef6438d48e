namespace Insights.Local.Demo;

/// <summary>Where a list of items is posted, and the name of the list in the body.</summary>
internal sealed record IngestRoute(string Path, string List)
{
    public static readonly IngestRoute AgentStats = new("/api/v2/ingest/agent-stats", "stats");
    public static readonly IngestRoute AppStats = new("/api/v2/ingest/app-stats", "stats");
    public static readonly IngestRoute Builds = new("/api/v2/ingest/workspace-builds", "builds");

    public const string Catalog = "/api/v2/ingest/catalog";
}
