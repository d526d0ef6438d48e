namespace Insights.Coder.Tests.World;

/// <summary>A workspace with one agent.</summary>
public sealed record Workspace(Guid Id, Guid Owner, Guid Template, Guid Agent);
