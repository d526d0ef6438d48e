using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Insights.Functions.Access.Sessions;

/// <summary>The value of a session's cookie: the digest of whose it is, and an id and a secret as an API token has them.</summary>
/// <param name="Holder">The digest of the credential that the session was made with: 32 hexadecimal digits, no secret.</param>
/// <param name="Text">Its id, and its secret, which is stored nowhere.</param>
internal sealed partial record SessionText(string Holder, TokenText Text)
{
    private const int HolderLength = 32;

    /// <summary>Reads what has the form of a cookie of ours; only then is its id looked for.</summary>
    public static bool TryParse(string value, [NotNullWhen(true)] out SessionText? session)
    {
        session = Pattern().IsMatch(value) && TokenText.TryParse(value[(HolderLength + 1)..], out var text) ? new(value[..HolderLength], text) : null;
        return session is not null;
    }

    /// <summary>The value of the cookie.</summary>
    public string Reveal() => $"{Holder}.{Text.Reveal()}";

    /// <summary>The id alone: what is logged or shown by mistake holds no secret.</summary>
    public override string ToString() => Text.Id;

    [GeneratedRegex("^[0-9a-f]{32}\\.")]
    private static partial Regex Pattern();
}
