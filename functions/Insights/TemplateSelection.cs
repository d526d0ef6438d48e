using Insights.Functions.Http;

namespace Insights.Functions.Insights;

/// <summary>The templates that a request asks for.</summary>
/// <param name="Listed">One by one; none for all.</param>
/// <param name="Organization">All of an organization's.</param>
internal sealed record TemplateSelection(IReadOnlyList<Guid> Listed, Guid? Organization)
{
    private const string IdsName = "template_ids";

    /// <summary>The parameter that names an organization.</summary>
    public const string OrganizationName = "organization_id";

    /// <summary>Reads the parameters.</summary>
    public static TemplateSelection Read(RequestQuery query)
    {
        var selection = new TemplateSelection(query.Ids(IdsName), query.Id(OrganizationName));
        if (selection is { Listed.Count: > 0, Organization: not null })
        {
            query.Fail(OrganizationName, $"Query param \"{OrganizationName}\" cannot be given together with \"{IdsName}\"");
        }

        return selection;
    }
}
