using Insights.Functions.Catalog;

namespace Insights.Functions.Reports.Workspaces;

/// <summary>How many builds there were.</summary>
/// <param name="Builds">All of them.</param>
/// <param name="Failed">Those of which the job failed, as far as builds say how it ended.</param>
/// <param name="Workspaces">The workspaces that they are of.</param>
public sealed record BuildCounts(int Builds, int Failed, int Workspaces)
{
    /// <summary>Counts some builds.</summary>
    public static BuildCounts Of(IReadOnlyCollection<WorkspaceBuild> builds)
    {
        ArgumentNullException.ThrowIfNull(builds);
        return new BuildCounts(
            builds.Count, builds.Count(build => build.JobStatus == JobStatus.Failed), builds.Select(build => build.WorkspaceId).Distinct().Count());
    }
}
