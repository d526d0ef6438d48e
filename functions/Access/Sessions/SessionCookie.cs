using System.Net;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Access.Sessions;

/// <summary>
/// The cookie of a session. No script can read it, no other site's request carries it, and it ends with the browser. Its prefix has
/// browsers refuse it from anybody but this very host over https; on this machine, where there is no https, it goes without.
/// </summary>
internal static class SessionCookie
{
    /// <summary>Its name.</summary>
    public const string SecureName = "__Host-insights-session";

    /// <summary>Its name over plain http on this machine.</summary>
    public const string PlainName = "insights-session";

    private const string ForwardedProtocol = "X-Forwarded-Proto";

    /// <summary>The session that a request's cookie names; null for none, or for what is no cookie of ours.</summary>
    public static SessionText? Of(HttpRequest request)
    {
        var value = request.Cookies[SecureName] ?? (IsPlain(request) ? request.Cookies[PlainName] : null);
        return value is not null && SessionText.TryParse(value, out var session) ? session : null;
    }

    /// <summary>Hands a session to the browser.</summary>
    public static void Write(HttpContext http, SessionText session)
    {
        var plain = IsPlain(http.Request);
        http.Response.Cookies.Append(plain ? PlainName : SecureName, session.Reveal(), Options(plain));
    }

    /// <summary>Takes it from the browser again.</summary>
    public static void Clear(HttpContext http)
    {
        var plain = IsPlain(http.Request);
        http.Response.Cookies.Delete(plain ? PlainName : SecureName, Options(plain));
    }

    private static CookieOptions Options(bool plain) =>
        new() { HttpOnly = true, Secure = !plain, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };

    // A proxy may call this machine by its own name over http, and be called over https itself. The page says by which it was loaded
    // where anything is at stake: browsers send the origin with every POST and DELETE.
    private static bool IsPlain(HttpRequest request) =>
        !request.IsHttps
        && !request.Headers[ForwardedProtocol].ToString().StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase)
        && !request.Headers.Origin.ToString().StartsWith(Uri.UriSchemeHttps + ":", StringComparison.OrdinalIgnoreCase)
        && IsThisMachine(request.Host.Host);

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
