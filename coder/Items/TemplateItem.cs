namespace Insights.Coder.Items;

/// <summary>A template.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="OrganizationId">Its organization.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record TemplateItem(Guid Id, string Name, string DisplayName, string Icon, Guid OrganizationId, DateTime CreatedAt);
