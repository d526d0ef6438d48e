using Insights.Functions.Http;
using Insights.Functions.Http.Queries;

namespace Insights.Functions.Insights;

/// <summary>The templates that a request asks for.</summary>
/// <param name="Listed">One by one; none for all.</param>
/// <param name="Organization">All of an organization's.</param>
internal sealed record TemplateSelection(IReadOnlyList<Guid> Listed, Guid? Organization)
{
    private static readonly IdsParameter IdsName = new("template_ids", "The templates, by their ids; all of them when none is given.");

    /// <summary>The parameter that names an organization.</summary>
    public static readonly IdParameter OrganizationName = new("organization_id", "All templates of one organization.");

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } = [IdsName, OrganizationName];

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
