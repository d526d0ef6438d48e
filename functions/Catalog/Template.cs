namespace Insights.Functions.Catalog;

/// <summary>A template that workspaces are made from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, unique in its organization.</param>
/// <param name="DisplayName">Its name for people; may be empty.</param>
/// <param name="Icon">The path of its icon; may be empty.</param>
/// <param name="OrganizationId">The organization it belongs to; null when nobody said.</param>
/// <param name="CreatedAt">When it was made; null when nobody said.</param>
public sealed record Template(
    Guid Id, string Name, string DisplayName, string Icon, Guid? OrganizationId, DateTimeOffset? CreatedAt)
{
    /// <summary>Who may make workspaces of it; null where nobody said, and every member of its organization may.</summary>
    public TemplateUsers? UsableBy { get; init; }
}
