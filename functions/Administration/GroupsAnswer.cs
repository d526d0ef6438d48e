using System.Text.Json.Serialization;
using Insights.Functions.Catalog;

namespace Insights.Functions.Administration;

/// <summary>Groups, with how many there are in all.</summary>
/// <param name="Groups">The groups of this part, by name.</param>
/// <param name="Count">How many there are in all parts.</param>
/// <param name="Next">What to give as <c>after</c> for the next part; absent in the last.</param>
internal sealed record GroupsAnswer(
    IReadOnlyList<GroupsAnswer.GroupEntry> Groups, int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next)
{
    /// <summary>A group.</summary>
    /// <param name="Id">The id of the group.</param>
    /// <param name="Name">Its name, unique in its organization.</param>
    /// <param name="DisplayName">Its name for people; may be empty.</param>
    /// <param name="OrganizationId">The id of its organization; absent where nobody said.</param>
    /// <param name="TotalMemberCount">How many members it has.</param>
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
