namespace Insights.Functions.Storage;

/// <summary>
/// A browser that is signed in, as it is stored: what its cookie stands for, and nothing that would do in the cookie's or the
/// credential's place.
/// </summary>
/// <param name="Holder">The digest of the credential that it was made with: the sessions of one credential are together.</param>
/// <param name="Id">Its id. No secret.</param>
/// <param name="Digest">The SHA-256 of the cookie's secret.</param>
/// <param name="Via">What it was made with: <see cref="Bootstrap"/>, <see cref="Token"/> or <see cref="SignIn"/>.</param>
/// <param name="Credential">The id of the token, or the subject that the issuer named; empty for the bootstrap token.</param>
/// <param name="Roles">The site roles that the issuer gave.</param>
/// <param name="Binding">What ties it to the bootstrap token of that time; empty for the others.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is refused, however much it is used.</param>
/// <param name="LastUsedAt">When it was last used, to the hour.</param>
public sealed record BrowserSession(
    string Holder,
    string Id,
    ReadOnlyMemory<byte> Digest,
    string Via,
    string Credential,
    IReadOnlyList<string> Roles,
    ReadOnlyMemory<byte> Binding,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset LastUsedAt)
{
    /// <summary>Made with the token of the settings.</summary>
    public const string Bootstrap = "bootstrap";

    /// <summary>Made with an API token.</summary>
    public const string Token = "token";

    /// <summary>Made with a token that an OpenID Connect issuer signed.</summary>
    public const string SignIn = "sign_in";

    /// <summary>For how long it may go unused: 12 hours.</summary>
    public static readonly TimeSpan MaxIdle = TimeSpan.FromHours(12);

    /// <summary>Whether it has ended at an instant.</summary>
    public bool HasEnded(DateTimeOffset now) => now >= ExpiresAt || now - LastUsedAt >= MaxIdle;
}
