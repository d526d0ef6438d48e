using Insights.Functions.Access;
using Insights.Functions.Access.Sessions;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Administration;

/// <summary>Signs the browser that the page runs in in and out.</summary>
public sealed class SessionFunction(SessionDesk desk)
{
    /// <summary><c>POST /api/v2/session</c>: 204 with a cookie that stands for the credential of the request, and is not it.</summary>
    [Function(nameof(BeginSession))]
    public async Task<IResult> BeginSession(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v2/session")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        await desk.BeginAsync(request.HttpContext, Caller.Of(request), cancellationToken);
        return Results.NoContent();
    }

    /// <summary>
    /// <c>DELETE /api/v2/session</c>: 204 when the session of the cookie is no more, whether there was one or not; it is refused
    /// everywhere within half a minute.
    /// </summary>
    [Function(nameof(EndSession))]
    public async Task<IResult> EndSession(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v2/session")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        await desk.EndAsync(request.HttpContext, cancellationToken);
        return Results.NoContent();
    }
}
