using System.Text.Json;
using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
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

    /// <summary>The fields of a body, as they are read here.</summary>
    public static BodySchema Schema { get; } = new(
        "TokenRequest",
        BodyField.Text("name").About("What to call it.").AtMost(MaxNameLength).Required,
        BodyField.Choices("scopes", ScopeNames.All).About("What it may be used for.").Required,
        BodyField.Time("expires_at").About("When it ends: in an hour to 366 days; in 90 days where it is left out."),
        BodyField.Id("user_id").About("The user whom it is for: the caller where it is left out, somebody else for owners."),
        BodyField.Flag("service").About("Whether it stands for a service rather than a user; for owners."));

    /// <summary>How long a token lives unless the request says otherwise.</summary>
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(90);

    /// <summary>How long a token may live: whatever is forgotten ends by itself.</summary>
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(366);

    /// <summary>How long a token lives at least: who makes one after the other leaves few behind.</summary>
    private static readonly TimeSpan MinLifetime = TimeSpan.FromHours(1);

    /// <summary>Reads a request. What is made with a token ends no later than that one.</summary>
    public static TokenRequest Read(JsonDocument body, Caller caller, DateTimeOffset now, Validation validation)
    {
        var item = JsonItem.OfBody(body, Schema, validation);
        item.OnlyFields();
        var latest = caller.ExpiresAt is { } end && end < now + MaxLifetime ? end : now + MaxLifetime;
        var usual = now + DefaultLifetime < latest ? now + DefaultLifetime : latest;
        var request = new TokenRequest(
            item.Text("name", MaxNameLength),
            ScopeNames.Of(item.Choices("scopes", ScopeNames.All)),
            item.OptionalSetTime("expires_at")?.ToUniversalTime() ?? usual,
            item.OptionalId("user_id"),
            item.OptionalFlag("service") ?? false);
        if (request.Scopes == TokenScopes.None)
        {
            item.Fail("scopes", $"must be given: a list of {string.Join(", ", ScopeNames.All)}");
        }

        if (request.ExpiresAt < now + MinLifetime || request.ExpiresAt > latest)
        {
            item.Fail(
                "expires_at",
                $"must be {MinLifetime.TotalHours:0} hour to {MaxLifetime.TotalDays:0} days ahead, and not after the token that it is made with, but is {request.ExpiresAt:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        }

        if (request is { UserId: not null, IsService: true })
        {
            item.Fail("service", "must be left out where user_id is given: a service's token stands for no user");
        }

        return request;
    }
}
