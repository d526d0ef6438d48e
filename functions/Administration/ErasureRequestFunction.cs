using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Administration;

/// <summary>
/// Takes what users ask for themselves: to be erased. An owner does it (<see cref="UserErasureFunction"/>), who can look first whether it was
/// that user who asked: what is erased is gone.
/// </summary>
public sealed class ErasureRequestFunction(ErasureTable erasures, AuditLog audit)
{
    private const string Own = "api/v2/insights/users/me/erasure-request";

    /// <summary><c>GET /api/v2/insights/users/me/erasure-request</c>: 200 with since when the caller asks; 404 for a credential that is no user's.</summary>
    [Function(nameof(OwnErasureRequest))]
    public async Task<IResult> OwnErasureRequest(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Own)] HttpRequest request, CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        return JsonAnswer.Ok(new OwnErasureAnswer(await erasures.FindRequestAsync(UserOf(request), cancellationToken)), AdministrationJson.Api.OwnErasureAnswer);
    }

    /// <summary><c>POST /api/v2/insights/users/me/erasure-request</c>: 204, and owners see it. Asking again changes nothing.</summary>
    [Function(nameof(RequestErasure))]
    public async Task<IResult> RequestErasure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Own)] HttpRequest request, CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        var user = UserOf(request);
        await audit.AddAsync(request, "erasure.request", user.ToString(), cancellationToken);
        await erasures.RequestAsync(user, cancellationToken);
        return Results.NoContent();
    }

    /// <summary><c>DELETE /api/v2/insights/users/me/erasure-request</c>: 204, and owners see it no more.</summary>
    [Function(nameof(TakeBackErasure))]
    public async Task<IResult> TakeBackErasure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Own)] HttpRequest request, CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        return await CloseAsync(request, "erasure.withdraw", UserOf(request), cancellationToken);
    }

    /// <summary><c>GET /api/v2/erasure-requests</c>: 200 with who asks.</summary>
    [Function(nameof(ErasureRequests))]
    public async Task<IResult> ErasureRequests(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/erasure-requests")] HttpRequest request, CancellationToken cancellationToken)
    {
        var query = RequestQuery.Of(request);
        var part = ListPart.Read(query);
        query.Complete();
        var (requests, next) = part.Of(
            await erasures.GetRequestsAsync(cancellationToken), one => ($"{one.RequestedAt.UtcTicks:D19}", $"{one.User:N}"));
        NextLink.Add(request, next);
        return JsonAnswer.Ok(
            new ErasureRequestsAnswer([.. requests.Select(one => new ErasureRequestsAnswer.ErasureRequest(one.User, one.RequestedAt))]), AdministrationJson.Api.ErasureRequestsAnswer);
    }

    /// <summary><c>DELETE /api/v2/erasure-requests/{user}</c>: 204, and the request is gone, if there was one.</summary>
    [Function(nameof(DeclineErasure))]
    public async Task<IResult> DeclineErasure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v2/erasure-requests/{user}")] HttpRequest request,
        string user,
        CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        return await CloseAsync(request, "erasure.decline", PathId.Parse("user", user), cancellationToken);
    }

    private async Task<IResult> CloseAsync(HttpRequest request, string action, Guid user, CancellationToken cancellationToken)
    {
        await audit.AddAsync(request, action, user.ToString(), cancellationToken);
        await erasures.CloseRequestAsync(user, cancellationToken);
        return Results.NoContent();
    }

    private static Guid UserOf(HttpRequest request) => Caller.Of(request).User?.Id ?? throw ApiException.NotFound();
}
