using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Ingest;

/// <summary><c>POST /api/v2/ingest/workspace-builds</c>: builds of workspaces, with their parameters and apps.</summary>
public sealed class WorkspaceBuildsFunction(IngestBounds bounds, BuildTable builds, AppTable apps, WorkspaceTable workspaces)
{
    /// <summary>202 when every build is stored; 400 or 413 and none is; 503 and some may be, which sending them again completes.</summary>
    [Function(nameof(IngestWorkspaceBuilds))]
    public async Task<IResult> IngestWorkspaceBuilds(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v2/ingest/workspace-builds")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        using var body = await RequestBody.ReadAsync(request, cancellationToken);
        var validation = new Validation();
        var items = WorkspaceBuilds.Read(body.RootElement, bounds.Now(), validation);
        validation.ThrowIfInvalid(IngestBounds.Refusal);
        await Task.WhenAll(
            builds.PutAsync(items, cancellationToken),
            apps.ApplyAsync(items, cancellationToken),
            workspaces.ApplyAsync(items, cancellationToken));
        return JsonAnswer.Accepted(items.Count);
    }
}
