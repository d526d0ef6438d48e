using System.Text.Json.Serialization;
using Insights.Functions.Catalog;

namespace Insights.Functions.Insights;

/// <summary>A template whose insights the caller may view, with the names that Coder gives it.</summary>
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
