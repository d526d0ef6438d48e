namespace Insights.Functions.Catalog;

/// <summary>An agent of a workspace build.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Apps">The applications it offers.</param>
public sealed record WorkspaceAgent(Guid Id, string Name, IReadOnlyList<WorkspaceApp> Apps);
