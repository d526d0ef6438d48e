using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Insights.Functions.Http.Queries;

/// <summary>Says in the head of an answer where its list goes on (<c>Link</c>, RFC 8288), so that a program goes through any list in one way.</summary>
internal static class NextLink
{
    /// <summary>Adds it, unless the list ends here: the address of the request, with another <c>after</c>. It is relative: only the caller knows the name that the service has for it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="next">Where to go on; null at the end.</param>
    public static void Add(HttpRequest request, string? next)
    {
        if (next is null)
        {
            return;
        }

        var query = new QueryBuilder(request.Query.Where(parameter => parameter.Key != ListPage.AfterName.Name).SelectMany(
            parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value ?? "")));
        query.Add(ListPage.AfterName.Name, next);
        request.HttpContext.Response.Headers.Link = $"<{request.Path}{query}>; rel=\"next\"";
    }
}
