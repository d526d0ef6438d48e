using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Insights.Functions.Access;

/// <summary>
/// An API token as its owner has it: ten characters of id, a dash and 22 characters of secret, as Coder writes them. All are letters
/// and digits, so that the secret has 130 bits.
/// </summary>
/// <param name="Id">The id, under which the token is stored.</param>
/// <param name="Secret">The secret, which is stored nowhere.</param>
internal sealed partial record TokenText(string Id, string Secret)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int IdLength = 10;
    private const int SecretLength = 22;

    /// <summary>A new token.</summary>
    public static TokenText New() => new(RandomNumberGenerator.GetString(Alphabet, IdLength), RandomNumberGenerator.GetString(Alphabet, SecretLength));

    /// <summary>Reads what has the form of a token; only then is its id looked for.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TokenText? token)
    {
        token = Pattern().IsMatch(text) ? new(text[..IdLength], text[(IdLength + 1)..]) : null;
        return token is not null;
    }

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsId(string text) => IdPattern().IsMatch(text);

    /// <summary>What of the secret is stored. It is random and long, so that one round of SHA-256 can be turned back by nobody.</summary>
    public byte[] Digest() => SHA256.HashData(Encoding.UTF8.GetBytes(Secret));

    /// <summary>The token as it is handed out, once.</summary>
    public string Reveal() => $"{Id}-{Secret}";

    /// <summary>The id alone: what is logged or shown by mistake holds no secret.</summary>
    public override string ToString() => Id;

    [GeneratedRegex("^[A-Za-z0-9]{10}-[A-Za-z0-9]{22}\\z")]
    private static partial Regex Pattern();

    [GeneratedRegex("^[A-Za-z0-9]{10}\\z")]
    private static partial Regex IdPattern();
}
