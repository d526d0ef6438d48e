using System.Text.Json.Serialization;

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

    /// <summary>How many organizations before the one it belongs to are remembered.</summary>
    internal const int MaxFormer = 16;

    /// <summary>
    /// The organizations that it was said to belong to before, the first one first; null for none. What reports say of the people of a
    /// template is bound by all of them, so that whoever sends a catalog takes no level away.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Guid>? FormerOrganizations { get; init; }

    /// <summary>The organization that it was said to belong to first; null when nobody said any.</summary>
    [JsonIgnore]
    public Guid? FirstOrganization => FormerOrganizations is [var first, ..] ? first : OrganizationId;

    /// <summary>The template after a catalog has described it again: what it says replaces what was known, but for where it belonged.</summary>
    /// <param name="known">The template so far; null when it is new.</param>
    public Template After(Template? known)
    {
        Guid[] former = [.. known?.FormerOrganizations ?? [], .. known?.OrganizationId is { } last ? [last] : Array.Empty<Guid>()];
        former = [.. former.Distinct().Where(organization => organization != OrganizationId).Take(MaxFormer)];
        return this with { FormerOrganizations = former.Length == 0 ? null : former };
    }
}
