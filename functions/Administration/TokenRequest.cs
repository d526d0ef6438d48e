using System.Text.Json;
using Insights.Functions.Http;
using Insights.Functions.Storage;

namespace Insights.Functions.Administration;

/// <summary>The token that a request asks for.</summary>
/// <param name="Name">What its maker calls it.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="ExpiresAt">From when on it is refused.</param>
/// <param name="UserId">The user it stands for; null for the caller.</param>
/// <param name="IsService">Whether it stands for no user.</param>
internal sealed record TokenRequest(string Name, TokenScopes Scopes, DateTimeOffset ExpiresAt, Guid? UserId, bool IsService)
{
    private const int MaxNameLength = 64;

    /// <summary>How long a token lives unless the request says otherwise.</summary>
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(90);

    /// <summary>How long a token may live: whatever is forgotten ends by itself.</summary>
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(366);

    /// <summary>Reads a request.</summary>
    public static TokenRequest Read(JsonDocument body, DateTimeOffset now, Validation validation)
    {
        var item = JsonItem.OfBody(body, validation);
        var request = new TokenRequest(
            item.Text("name", MaxNameLength),
            ScopeNames.Of(item.Choices("scopes", ScopeNames.All)),
            item.OptionalSetTime("expires_at")?.ToUniversalTime() ?? now + DefaultLifetime,
            item.OptionalId("user_id"),
            item.OptionalFlag("service") ?? false);
        if (request.Scopes == TokenScopes.None)
        {
            item.Fail("scopes", $"must be given: a list of {string.Join(", ", ScopeNames.All)}");
        }

        if (request.ExpiresAt <= now || request.ExpiresAt > now + MaxLifetime)
        {
            item.Fail("expires_at", $"must be after now and at most {MaxLifetime.TotalDays:0} days ahead, but is {request.ExpiresAt:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        }

        if (request is { UserId: not null, IsService: true })
        {
            item.Fail("service", "must be left out where user_id is given: a service's token stands for no user");
        }

        return request;
    }
}
