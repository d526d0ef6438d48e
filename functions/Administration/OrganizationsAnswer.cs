using System.Text.Json.Serialization;
using Insights.Functions.Catalog;

namespace Insights.Functions.Administration;

/// <summary>Organizations, with how many there are in all.</summary>
/// <param name="Organizations">The organizations of this part, by name.</param>
/// <param name="Count">How many there are in all parts.</param>
/// <param name="Next">What to give as <c>after</c> for the next part; absent in the last.</param>
internal sealed record OrganizationsAnswer(
    IReadOnlyList<OrganizationsAnswer.OrganizationEntry> Organizations, int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next)
{
    /// <summary>An organization.</summary>
    /// <param name="Id">The id of the organization.</param>
    /// <param name="Name">Its unique name.</param>
    /// <param name="DisplayName">Its name for people; may be empty.</param>
    internal sealed record OrganizationEntry(Guid Id, string Name, string DisplayName)
    {
        public static OrganizationEntry Of(Organization organization) => new(organization.Id, organization.Name, organization.DisplayName);
    }
}
