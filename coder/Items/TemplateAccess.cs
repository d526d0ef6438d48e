namespace Insights.Coder.Items;

/// <summary>Who may do more with a template than use it.</summary>
/// <param name="Id">The template.</param>
/// <param name="UserPerms">Users, with <c>admin</c>.</param>
/// <param name="GroupPerms">Groups and organizations, with <c>admin</c>.</param>
public sealed record TemplateAccess(Guid Id, IReadOnlyDictionary<Guid, string> UserPerms, IReadOnlyDictionary<Guid, string> GroupPerms);
