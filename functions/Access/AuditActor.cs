using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Access;

/// <summary>Who does something that is written down.</summary>
/// <param name="User">The user; null for a service, the bootstrap token, a source, and who is in no catalog.</param>
/// <param name="Via">What it is done with.</param>
/// <param name="Credential">The id of the token, the subject that the issuer named, or the name of the source.</param>
/// <param name="RequestId">What tells acts that belong together.</param>
public sealed record AuditActor(Guid? User, string Via, string? Credential, string RequestId)
{
    /// <summary>The caller of a request.</summary>
    public static AuditActor Of(HttpRequest request)
    {
        var caller = Caller.Of(request);
        var via = caller.Kind switch { CallerKind.Bootstrap => "bootstrap", CallerKind.Token => "token", _ => "sign_in" };
        return new AuditActor(caller.User?.Id, via, caller.Credential, RequestMiddleware.CorrelationOf(request.HttpContext));
    }

    /// <summary>A source in the service itself, such as <c>coder</c>; what it does from now on belongs together.</summary>
    public static AuditActor OfSource(string name) => new(User: null, "source", name, Guid.NewGuid().ToString());
}
