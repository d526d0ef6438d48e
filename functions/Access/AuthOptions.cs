using System.ComponentModel.DataAnnotations;

namespace Insights.Functions.Access;

/// <summary>
/// How callers sign in, with an OpenID Connect issuer such as Microsoft Entra ID; how they are told apart; and how long is known what
/// they changed. Settings <c>Insights__Auth__*</c>.
/// </summary>
public sealed class AuthOptions : IValidatableObject
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights:Auth";

    /// <summary>
    /// The address of the issuer, below which <c>/.well-known/openid-configuration</c> is found; empty: there is none. <c>https</c>, or
    /// <c>http</c> on this machine.
    /// </summary>
    public string Authority { get; set; } = "";

    /// <summary>The audiences that a token may be made for, separated by commas.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The application under which the page signs people in; empty: the page takes API tokens only.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The scopes that the page asks the issuer for, separated by spaces.</summary>
    public string Scope { get; set; } = "";

    /// <summary>
    /// How many proxies stand between callers and this process, each of which adds the address it was called from to
    /// <c>X-Forwarded-For</c>: 0 (the connection's own address counts) to 8. Left out: 1 on Azure, which has a front end, else 0.
    /// </summary>
    [Range(0, 8)]
    public int? TrustedProxies { get; set; }

    /// <summary>For how many days entries of the audit are kept: 30 to 3,650.</summary>
    [Range(30, 3650)]
    public int AuditRetentionDays { get; set; } = 365;

    /// <summary>Whether an issuer is configured.</summary>
    public bool HasIssuer => Authority.Length > 0;

    /// <summary>The audiences one by one.</summary>
    public IReadOnlyList<string> Audiences => Audience.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HasIssuer && !(Uri.TryCreate(Authority, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))))
        {
            yield return new($"{Section}:{nameof(Authority)} must be the https address of an issuer, but is \"{Authority}\".", [nameof(Authority)]);
        }

        if (HasIssuer != (Audiences.Count > 0))
        {
            yield return new(
                $"{Section}:{nameof(Authority)} and {Section}:{nameof(Audience)} go together: a token is checked for who made it and for whom.",
                [nameof(Authority), nameof(Audience)]);
        }

        if (ClientId.Length > 0 && !HasIssuer)
        {
            yield return new($"{Section}:{nameof(ClientId)} needs {Section}:{nameof(Authority)}.", [nameof(ClientId)]);
        }
    }
}
