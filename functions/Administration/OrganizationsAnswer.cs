using System.Text.Json.Serialization;
using Insights.Functions.Catalog;

namespace Insights.Functions.Administration;

/// <summary>Organizations, with how many there are in all.</summary>
internal sealed record OrganizationsAnswer(
    IReadOnlyList<OrganizationsAnswer.OrganizationEntry> Organizations, int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next)
{
    internal sealed record OrganizationEntry(Guid Id, string Name, string DisplayName)
    {
        public static OrganizationEntry Of(Organization organization) => new(organization.Id, organization.Name, organization.DisplayName);
    }
}
