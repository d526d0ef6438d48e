namespace Insights.Functions.Catalog;

/// <summary>An organization.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its unique name.</param>
/// <param name="DisplayName">Its name for people; may be empty.</param>
public sealed record Organization(Guid Id, string Name, string DisplayName);
