namespace Insights.Functions.Dashboard;

/// <summary>What a browser lets the page do: load its own files, call its own API, show pictures of origins that are named, and nothing else.</summary>
internal static class ContentPolicy
{
    /// <summary>
    /// The Content-Security-Policy. Nothing may be inline and nothing comes from elsewhere; where people sign in through OpenID
    /// Connect, the page may also call the authority, for its tokens.
    /// </summary>
    /// <param name="authority">The authority's URL; null or empty for none.</param>
    /// <param name="imageOrigins">The origins that pictures may come from.</param>
    public static string Of(string? authority, IReadOnlyList<string> imageOrigins) => string.Join("; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        string.Join(' ', ["img-src 'self' data:", .. imageOrigins]),
        "connect-src 'self'" + (Uri.TryCreate(authority, UriKind.Absolute, out var url) ? " " + url.GetLeftPart(UriPartial.Authority) : ""),
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'");
}
