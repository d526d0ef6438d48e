namespace Insights.Functions.Catalog;

/// <summary>Those who may make workspaces of a template.</summary>
/// <param name="Users">One by one.</param>
/// <param name="Groups">The members of groups; the id of an organization stands for its members.</param>
public sealed record TemplateUsers(IReadOnlyList<Guid> Users, IReadOnlyList<Guid> Groups);
