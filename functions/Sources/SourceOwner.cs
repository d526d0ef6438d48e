using Insights.Functions.Access;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Sources;

/// <summary>
/// Whose a source's state is: of the service itself, of a user, or of a service's token by its name, so that a token may be replaced by
/// another of the same name. Whoever may only send data cannot make somebody else's source skip what it has not read.
/// </summary>
internal static class SourceOwner
{
    /// <summary>The source that the service itself runs.</summary>
    public const string Service = "service";

    /// <summary>The caller of a request, as the owner of what it writes.</summary>
    public static string Of(HttpRequest request)
    {
        var caller = Caller.Of(request);
        return caller.User is { } user ? $"user {user.Id}" : $"{caller.Kind.ToString().ToLowerInvariant()} {caller.Name}";
    }

    /// <exception cref="ApiException">403: the state is another's, and the caller is no owner of everything.</exception>
    public static void Demand(HttpRequest request, string? owner)
    {
        if (owner is not null && owner != Of(request) && !Caller.Of(request).MayAdminister)
        {
            throw ApiException.Forbidden(
                owner == Service
                    ? "This Coder is followed by the service itself. Take the setting Insights__Coder__Database or Insights__Coder__Url away before another source follows it."
                    : $"This source is that of {owner}. Go on with a token of the same name, or let an owner hand it over: DELETE /api/v2/admin/sources/{{source}}/owner.");
        }
    }
}
