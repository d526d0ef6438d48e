using System.Text.Json.Serialization;
using Insights.Functions.Catalog;

namespace Insights.Functions.Administration;

/// <summary>Users as Coder lists them: with how many there are in all.</summary>
internal sealed record UsersAnswer(
    IReadOnlyList<UsersAnswer.UserEntry> Users, int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next)
{
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
