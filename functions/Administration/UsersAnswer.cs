using System.Text.Json.Serialization;
using Insights.Functions.Catalog;

namespace Insights.Functions.Administration;

/// <summary>Users as Coder lists them: with how many there are in all.</summary>
/// <param name="Users">The users of this part, by name.</param>
/// <param name="Count">How many there are in all parts.</param>
/// <param name="Next">What to give as <c>after</c> for the next part; absent in the last.</param>
internal sealed record UsersAnswer(
    IReadOnlyList<UsersAnswer.UserEntry> Users, int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next)
{
    /// <summary>A user.</summary>
    /// <param name="Id">The id of the user.</param>
    /// <param name="Username">The user's unique name.</param>
    /// <param name="Name">The user's name for people; may be empty.</param>
    /// <param name="AvatarUrl">The address of the user's picture; may be empty.</param>
    /// <param name="CreatedAt">When the user was made; absent where nobody said.</param>
    /// <param name="OrganizationIds">The organizations that the user is a member of.</param>
    internal sealed record UserEntry(
        Guid Id,
        string Username,
        string Name,
        string AvatarUrl,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? CreatedAt,
        IReadOnlyList<Guid> OrganizationIds)
    {
        public static UserEntry Of(User user) => new(user.Id, user.Username, user.Name, user.AvatarUrl, user.CreatedAt, user.OrganizationIds);
    }
}
