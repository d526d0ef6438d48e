namespace Insights.Functions.Catalog;

/// <summary>What a build does to its workspace, as Coder names it.</summary>
public enum WorkspaceTransition
{
    /// <summary>It runs afterwards.</summary>
    Start,

    /// <summary>It does not run afterwards.</summary>
    Stop,

    /// <summary>It is no more afterwards.</summary>
    Delete,
}
