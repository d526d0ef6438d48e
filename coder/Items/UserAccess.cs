namespace Insights.Coder.Items;

/// <summary>The roles of a user, as Coder calls them.</summary>
/// <param name="Id">The user.</param>
/// <param name="Roles">Its roles in the whole deployment.</param>
/// <param name="OrganizationRoles">Its roles by organization.</param>
public sealed record UserAccess(Guid Id, IReadOnlyList<string> Roles, IReadOnlyDictionary<Guid, IReadOnlyList<string>> OrganizationRoles);
