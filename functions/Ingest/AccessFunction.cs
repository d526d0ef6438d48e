using Insights.Functions.Access;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Ingest;

/// <summary><c>PUT /api/v2/ingest/access</c>: roles of users and lists of templates, as a source has them.</summary>
public sealed class AccessFunction(SourcedAccess access)
{
    /// <summary>202 when all of it holds; 400 or 413 and nothing is changed; 409 where roles and lists are set here alone.</summary>
    [Function(nameof(IngestAccess))]
    public async Task<IResult> IngestAccess(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/v2/ingest/access")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!access.FollowsSource)
        {
            throw new ApiException(
                StatusCodes.Status409Conflict, new ApiError("Roles and lists are set here.", $"The setting {SourcedAccessOptions.Section}:Access is local."));
        }

        using var body = await RequestBody.ReadAsync(request, cancellationToken);
        var validation = new Validation();
        var items = AccessItems.Read(body.RootElement, validation);
        validation.ThrowIfInvalid(IngestBounds.Refusal);
        var outcome = await access.ApplyAsync(items.Roles, items.Lists, AuditActor.Of(request), cancellationToken);
        return JsonAnswer.Accepted(new AccessAnswer(outcome.Told, outcome.Changed, outcome.Kept), IngestJson.Api.AccessAnswer);
    }
}
