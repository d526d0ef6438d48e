using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Insights.Functions.Access;

/// <summary>
/// What an access token of an issuer says, of the little that is asked here. Its JSON is read strictly: a name that comes twice, or an
/// id that is no text, might be read in another way by whoever signed it.
/// </summary>
/// <param name="Subject">How the issuer names who signs in: the claim <c>oid</c>, or else <c>sub</c>.</param>
/// <param name="Roles">The values of the claim <c>roles</c>.</param>
internal sealed record SignInToken(string Subject, IReadOnlyList<string> Roles)
{
    /// <summary>The longest subject: what the catalog can hold, so that there is nobody whom it could not suspend.</summary>
    public const int MaxSubjectLength = 256;

    /// <summary>The object id by which Microsoft Entra ID names somebody to all applications alike.</summary>
    private const string ObjectIdClaim = "oid";

    private const string SubjectClaim = "sub";
    private const string RolesClaim = "roles";
    private const string TypeClaim = "typ";

    /// <summary>Header fields that must be understood (RFC 7515, 4.1.11). None is, here.</summary>
    private const string CriticalHeader = "crit";

    /// <summary>The type of an access token (RFC 9068, 2.1), with and without its family.</summary>
    private static readonly string[] AccessTokenTypes = ["at+jwt", "application/at+jwt"];

    /// <summary>
    /// Claims of access tokens: what may be asked for with them, or which application asks. A token made for signing in (an ID token)
    /// names an application only where it has other audiences too.
    /// </summary>
    private static readonly string[] AccessTokenClaims = ["scp", "scope", "client_id", "azp", "appid", "cid"];

    /// <summary>Claims that bind a token to one sign-in (OpenID Connect Core, 2 and 3.3.2.11): it is an ID token.</summary>
    private static readonly string[] IdTokenClaims = ["nonce", "at_hash", "c_hash", "s_hash"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a token whose signature is checked elsewhere; null for what is no access token of anybody.</summary>
    public static SignInToken? Read(JsonWebToken token)
    {
        try
        {
            using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedHeader), Strict);
            using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload), Strict);
            return Read(header.RootElement, payload.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static SignInToken? Read(JsonElement header, JsonElement payload)
    {
        if (header.TryGetProperty(CriticalHeader, out _) || !IsForAccess(header, payload))
        {
            return null;
        }

        var subject = payload.TryGetProperty(ObjectIdClaim, out var objectId) ? Text(objectId)
            : payload.TryGetProperty(SubjectClaim, out var pairwise) ? Text(pairwise)
            : null;
        return subject?.Length is > 0 and <= MaxSubjectLength ? new SignInToken(subject, RolesOf(payload)) : null;
    }

    private static bool IsForAccess(JsonElement header, JsonElement payload)
    {
        var type = header.TryGetProperty(TypeClaim, out var declared) ? Text(declared) : null;
        if (AccessTokenTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        // Keycloak says it in the payload.
        var isIdToken = Array.Exists(IdTokenClaims, claim => payload.TryGetProperty(claim, out _))
            || (payload.TryGetProperty(TypeClaim, out var said) && string.Equals(Text(said), "ID", StringComparison.OrdinalIgnoreCase));
        return !isIdToken && Array.Exists(AccessTokenClaims, claim => payload.TryGetProperty(claim, out _));
    }

    private static string[] RolesOf(JsonElement payload) =>
        !payload.TryGetProperty(RolesClaim, out var roles) ? []
        : roles.ValueKind == JsonValueKind.Array ? [.. roles.EnumerateArray().Select(Text).OfType<string>()]
        : Text(roles) is { } role ? [role]
        : [];

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
