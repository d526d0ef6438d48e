using System.Text.Json.Serialization;
using Insights.Functions.Catalog;

namespace Insights.Functions.Administration;

/// <summary>Groups, with how many there are in all.</summary>
internal sealed record GroupsAnswer(
    IReadOnlyList<GroupsAnswer.GroupEntry> Groups, int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next)
{
    internal sealed record GroupEntry(
        Guid Id,
        string Name,
        string DisplayName,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OrganizationId,
        int TotalMemberCount)
    {
        public static GroupEntry Of(Group group) => new(group.Id, group.Name, group.DisplayName, group.OrganizationId, group.Members.Count);
    }
}
