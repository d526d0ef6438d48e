using Microsoft.IdentityModel.JsonWebTokens;

namespace Insights.Functions.Access;

/// <summary>What an issuer says of who signs in.</summary>
/// <param name="Subject">How it names that one, for good; empty when <see cref="IsExpired"/>.</param>
/// <param name="Roles">The site roles that it gives.</param>
internal sealed record SignIn(string Subject, IReadOnlySet<string> Roles)
{
    /// <summary>The object id by which Microsoft Entra ID names somebody to all applications alike.</summary>
    private const string ObjectIdClaim = "oid";

    private const string RolesClaim = "roles";

    /// <summary>The roles of the application, as it is registered with the issuer, and what they are here.</summary>
    private static readonly Dictionary<string, string> RoleNames = new(StringComparer.Ordinal)
    {
        ["Insights.Owner"] = Role.Owner,
        ["Insights.TemplateAdmin"] = Role.TemplateAdmin,
        ["Insights.Auditor"] = Role.Auditor,
        ["Insights.Ingest"] = Role.Ingest,
    };

    /// <summary>A token that was good, but not now.</summary>
    public static SignIn Expired { get; } = new("", new HashSet<string>());

    /// <summary>When the token ends.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whether it is <see cref="Expired"/>.</summary>
    public bool IsExpired => ReferenceEquals(this, Expired);

    /// <summary>What a valid token says; null when it names nobody.</summary>
    public static SignIn? Of(JsonWebToken token)
    {
        var subject = token.TryGetPayloadValue<string>(ObjectIdClaim, out var objectId) && !string.IsNullOrEmpty(objectId) ? objectId : token.Subject;
        var roles = token.Claims.Where(claim => claim.Type == RolesClaim).Select(claim => RoleNames.GetValueOrDefault(claim.Value)).OfType<string>();
        return string.IsNullOrEmpty(subject) ? null : new SignIn(subject, roles.ToHashSet()) { ExpiresAt = new(token.ValidTo, TimeSpan.Zero) };
    }
}
