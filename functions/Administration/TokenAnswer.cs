using System.Text.Json.Serialization;
using Insights.Functions.Access;
using Insights.Functions.Storage;

namespace Insights.Functions.Administration;

/// <summary>A token as an answer shows it.</summary>
/// <param name="Id">The part of the token that names it, and is no secret.</param>
/// <param name="Name">What it was called.</param>
/// <param name="UserId">The user that it stands for; absent for a service's.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="LastUsedAt">When it was used the last time, to the hour; absent before.</param>
/// <param name="Token">The token itself: in the answer that makes it, and never again.</param>
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
