namespace Insights.Coder.Api;

/// <summary>The address of a Coder's API.</summary>
public static class CoderAddress
{
    /// <summary>The address that a text names, with a slash at its end.</summary>
    /// <exception cref="FormatException">It names none, or one that a token must not be sent to.</exception>
    public static Uri Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Uri.TryCreate(text.Trim().TrimEnd('/') + "/", UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.Query.Length > 0 || url.UserInfo.Length > 0)
        {
            throw new FormatException("Coder's address must be given as https://coder.example.com.");
        }

        return url.Scheme == Uri.UriSchemeHttps || url.IsLoopback
            ? url
            : throw new FormatException("Coder's address must begin with https://, except on this machine: the token goes there.");
    }
}
