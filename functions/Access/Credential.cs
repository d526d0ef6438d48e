using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Access;

/// <summary>Finds the credential of a request.</summary>
internal static class Credential
{
    /// <summary>Coder's own header.</summary>
    public const string SessionTokenHeader = "Coder-Session-Token";

    private const string Bearer = "Bearer ";

    /// <summary>The longest credential that is looked at: signed tokens have a few thousand characters.</summary>
    private const int MaxLength = 16 * 1024;

    /// <summary>
    /// The value of <c>Coder-Session-Token</c>, or else of <c>Authorization: Bearer</c>; null for none. Never one from the URL, which
    /// ends up in logs and histories.
    /// </summary>
    public static string? Of(HttpRequest request)
    {
        var token = request.Headers[SessionTokenHeader].ToString();
        if (token.Length == 0)
        {
            var authorization = request.Headers.Authorization.ToString();
            token = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : "";
        }

        return token.Length is > 0 and <= MaxLength ? token : null;
    }
}
