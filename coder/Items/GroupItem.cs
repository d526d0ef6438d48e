namespace Insights.Coder.Items;

/// <summary>A group of users.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="OrganizationId">Its organization.</param>
/// <param name="Members">The users in it, in order.</param>
public sealed record GroupItem(Guid Id, string Name, string DisplayName, Guid OrganizationId, IReadOnlyList<Guid> Members);
