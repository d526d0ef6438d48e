using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Access;

/// <summary>The token of the settings that may do everything. Only its digest is kept.</summary>
public sealed class BootstrapToken
{
    private readonly byte[]? _digest;

    /// <summary>The token that the settings name, if any.</summary>
    public BootstrapToken(IOptions<AccessOptions> options)
    {
        var token = options.Value.BootstrapToken;
        _digest = string.IsNullOrWhiteSpace(token) ? null : Digest(token.Trim());
    }

    /// <summary>Whether there is one.</summary>
    public bool IsActive => _digest is not null;

    /// <summary>Whether a credential is the token. Digests are compared in constant time, so that the answer's time tells nothing.</summary>
    public bool Matches(string credential)
    {
        var given = Digest(credential);
        return _digest is not null && CryptographicOperations.FixedTimeEquals(given, _digest);
    }

    /// <summary>
    /// What ties a session to this token, so that it ends when the setting changes. Who reads what is stored can guess at neither: one
    /// hides the other.
    /// </summary>
    internal byte[] Bind(TokenText session) => HMACSHA256.HashData(
        _digest ?? throw new InvalidOperationException("There is no bootstrap token."), Encoding.UTF8.GetBytes(session.Secret));

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
