using Insights.Functions.Reports.Workspaces;

namespace Insights.Functions.Reports.Utilization;

/// <summary>How a workspace was used while it ran.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="OwnerId">Whose it was: a workspace that changed hands is there once for each.</param>
/// <param name="Figures">The figures.</param>
/// <param name="StartedAt">Since when it runs for that owner without a pause, or when it began to the last time.</param>
/// <param name="IsNeverUsed">Whether it was not used since it was started for that owner, as far back as the range goes.</param>
public sealed record WorkspaceUtilization(WorkspaceTimeline Workspace, Guid OwnerId, UtilizationFigures Figures, DateTimeOffset StartedAt, bool IsNeverUsed)
{
    /// <summary>Whether it runs for that owner at the end of the range.</summary>
    public bool IsRunning => Workspace.IsRunning && Workspace.Runs[^1].OwnerId == OwnerId;
}
