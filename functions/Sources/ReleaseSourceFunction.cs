using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Sources;

/// <summary><c>DELETE /api/v2/admin/sources/{source}/owner</c>: hands a source over to whoever goes on with it next.</summary>
public sealed class ReleaseSourceFunction(SourceTable sources)
{
    /// <summary>204 when it is nobody's now; 404 when there is no such source; 409 when it wrote its state at the same moment.</summary>
    [Function(nameof(ReleaseSource))]
    public async Task<IResult> ReleaseSource(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v2/admin/sources/{source}/owner")] HttpRequest request,
        string source,
        CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        var (state, revision, _) = await sources.FindAsync(PathId.Parse(nameof(source), source), cancellationToken) ?? throw ApiException.NotFound();
        _ = await sources.TryPutAsync(state, revision, owner: null, cancellationToken)
            ?? throw new ApiException(StatusCodes.Status409Conflict, new ApiError("The state of the source has changed.", "Stop the source that goes on, then try again."));
        return Results.NoContent();
    }
}
