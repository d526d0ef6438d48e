using System.Text.Json.Serialization;
using Insights.Functions.Access;
using Insights.Functions.Storage;

namespace Insights.Functions.Administration;

/// <summary>A token as an answer shows it.</summary>
internal sealed record TokenAnswer(
    string Id,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? UserId,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LastUsedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Token = null)
{
    public static TokenAnswer Of(ApiToken token) => new(
        token.Id, token.Name, token.Owner, ScopeNames.Of(token.Scopes), token.CreatedAt, token.ExpiresAt, token.LastUsedAt);
}
