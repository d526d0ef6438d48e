using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Administration;

/// <summary>Erases a user's usage, and tells how far that has got.</summary>
public sealed class UserErasureFunction(ErasureTable erasures, UsageIndex index, MaintenanceQueues queues, AuditLog audit, PrivacyLevels levels)
{
    /// <summary>
    /// <c>DELETE /api/v2/users/{user}/insights</c>: 202 with an operation to poll. From the answer on no figure counts what the user did
    /// until then; when the operation is completed, no row holds it either.
    /// </summary>
    [Function(nameof(EraseUserInsights))]
    public async Task<IResult> EraseUserInsights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v2/users/{user}/insights")] HttpRequest request,
        string user,
        CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        var id = PathId.Parse("user", user);
        await audit.AddAsync(request, "user.erase", id.ToString(), cancellationToken);
        var operation = await erasures.BeginAsync(id, cancellationToken);
        await queues.SendAsync(new EraseMessage(operation.Id), cancellationToken);
        await erasures.CloseRequestAsync(id, cancellationToken);
        request.HttpContext.Response.Headers.Location = $"/api/v2/operations/{operation.Id}";
        return JsonAnswer.Accepted(ErasureAnswer.Of(operation, await TemplatesAsync(cancellationToken), levels), AdministrationJson.Api.ErasureAnswer);
    }

    /// <summary><c>GET /api/v2/operations/{operation}</c>: 200 with the operation; 404 for one that there is not.</summary>
    [Function(nameof(Operation))]
    public async Task<IResult> Operation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/operations/{operation}")] HttpRequest request,
        string operation,
        CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        var found = await erasures.FindAsync(PathId.Parse("operation", operation), cancellationToken);
        return found is null ? throw ApiException.NotFound() : JsonAnswer.Ok(ErasureAnswer.Of(found, await TemplatesAsync(cancellationToken), levels), AdministrationJson.Api.ErasureAnswer);
    }

    /// <summary><c>GET /api/v2/operations</c>: 200 with the operations that are remembered, newest first.</summary>
    [Function(nameof(Operations))]
    public async Task<IResult> Operations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/operations")] HttpRequest request, CancellationToken cancellationToken)
    {
        var query = RequestQuery.Of(request);
        var part = ListPart.Read(query);
        query.Complete();
        var templates = await TemplatesAsync(cancellationToken);
        var (operations, next) = part.Of(
            await erasures.GetAsync(cancellationToken), operation => ($"{long.MaxValue - operation.RequestedAt.UtcTicks:D19}", $"{operation.Id:N}"));
        NextLink.Add(request, next);
        return JsonAnswer.Ok(new ErasuresAnswer([.. operations.Select(operation => ErasureAnswer.Of(operation, templates, levels))]), AdministrationJson.Api.ErasuresAnswer);
    }

    private async Task<int> TemplatesAsync(CancellationToken cancellationToken) => (await index.GetTemplatesAsync(cancellationToken)).Count;
}
