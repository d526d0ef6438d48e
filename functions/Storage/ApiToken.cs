namespace Insights.Functions.Storage;

/// <summary>An API token as it is stored: who has the row cannot sign in with it.</summary>
/// <param name="Id">Its first part, ten letters and digits. No secret.</param>
/// <param name="Digest">The SHA-256 of its second part, the secret.</param>
/// <param name="Owner">The user it stands for; null for a service, which may do what its scopes say.</param>
/// <param name="Name">What its maker calls it.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is refused.</param>
/// <param name="LastUsedAt">When it was last used, to the hour; null for never.</param>
public sealed record ApiToken(
    string Id,
    ReadOnlyMemory<byte> Digest,
    Guid? Owner,
    string Name,
    TokenScopes Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt);
