using System.Text.Json.Serialization;
using Insights.Functions.Catalog;

namespace Insights.Functions.Insights;

/// <summary>A template whose insights the caller may view, with the names that Coder gives it.</summary>
/// <param name="Id">The id of the template.</param>
/// <param name="Name">Its name, unique in its organization; its id where the catalog does not know it.</param>
/// <param name="DisplayName">Its name for people; may be empty.</param>
/// <param name="Icon">The path or address of its icon; may be empty.</param>
/// <param name="OrganizationId">The id of its organization; absent where nobody said.</param>
/// <param name="OrganizationName">The unique name of its organization; empty where that is not known.</param>
/// <param name="OrganizationDisplayName">The name of its organization for people; may be empty.</param>
/// <param name="CreatedAt">When it was made; absent where nobody said.</param>
internal sealed record TemplateAnswer(
    Guid Id,
    string Name,
    string DisplayName,
    string Icon,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OrganizationId,
    string OrganizationName,
    string OrganizationDisplayName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? CreatedAt)
{
    public static TemplateAnswer Of(Template template, Organization? organization) => new(
        template.Id,
        template.Name,
        template.DisplayName,
        template.Icon,
        template.OrganizationId,
        organization?.Name ?? "",
        organization?.DisplayName ?? "",
        template.CreatedAt);

    /// <summary>A template with usage that the catalog does not know: it is named by its id.</summary>
    public static TemplateAnswer Unknown(Guid id) => new(id, id.ToString(), "", "", null, "", "", null);
}
