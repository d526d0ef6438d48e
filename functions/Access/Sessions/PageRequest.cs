using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Access.Sessions;

/// <summary>
/// Tells the page's own requests from those that another site has a browser send. It matters for cookies alone, which browsers add
/// by themselves: whoever can set a header of a credential has the credential.
/// </summary>
internal static class PageRequest
{
    /// <summary>The header by which the page says that it is the page. Another origin's script may not send it: nothing here allows it to.</summary>
    public const string HeaderName = "Insights-Request";

    /// <summary>What the header says.</summary>
    public const string HeaderValue = "page";

    private const string FetchSite = "Sec-Fetch-Site";
    private const string SameOrigin = "same-origin";

    // Typed into the address bar, or a bookmark.
    private const string NoSite = "none";

    /// <exception cref="ApiException">403: the page did not send it, as far as can be told, and it may change something.</exception>
    public static void Demand(HttpRequest request)
    {
        var site = request.Headers[FetchSite].ToString();
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!(site is "" or SameOrigin || (site == NoSite && reads)))
        {
            throw ApiException.Forbidden($"The cookie of a session counts for the page's own requests, but {FetchSite} is \"{JsonItem.Shown(site)}\".");
        }

        if (!reads && request.Headers[HeaderName] != HeaderValue)
        {
            throw ApiException.Forbidden($"With the cookie of a session, a request that is no GET needs the header {HeaderName}: {HeaderValue}.");
        }
    }
}
