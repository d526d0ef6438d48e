namespace Insights.Functions.Catalog;

/// <summary>A group of users, to whom templates can be shown at once.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, unique in its organization.</param>
/// <param name="DisplayName">Its name for people; may be empty.</param>
/// <param name="OrganizationId">The organization it belongs to; null when nobody said.</param>
/// <param name="Members">The users in it.</param>
public sealed record Group(Guid Id, string Name, string DisplayName, Guid? OrganizationId, IReadOnlyList<Guid> Members);
