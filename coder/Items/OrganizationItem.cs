namespace Insights.Coder.Items;

/// <summary>An organization.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="DisplayName">Its name for people.</param>
public sealed record OrganizationItem(Guid Id, string Name, string DisplayName);
