using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Sources;

/// <summary>
/// <c>/api/v2/ingest/sources/{source}</c>: where a source that posts from elsewhere keeps what it has done, because it keeps nothing of its own.
/// </summary>
public sealed class SourceStateFunction(SourceTable sources, SourcedAccess access, PersonRetention people)
{
    private const string Route = "api/v2/ingest/sources/{source}";

    /// <summary>200 with what is known of the source, and how old what it sends may be; 403 when it is another's.</summary>
    [Function(nameof(SourceState))]
    public async Task<IResult> SourceState(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string source, CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        var known = await sources.FindAsync(PathId.Parse(nameof(source), source), cancellationToken);
        SourceOwner.Demand(request, known?.Owner);
        return JsonAnswer.Ok(
            new SourceTermsAnswer(known?.Revision, people.Days, access.FollowsSource, known?.State), SourcesJson.Api.SourceTermsAnswer);
    }

    /// <summary>200 with the revision that the state has now; 409 when somebody else has written it since the revision that it was made from, 403 when it is another's.</summary>
    [Function(nameof(ChangeSourceState))]
    public async Task<IResult> ChangeSourceState(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request, string source, CancellationToken cancellationToken)
    {
        using var body = await RequestBody.ReadAsync(request, cancellationToken);
        var validation = new Validation();
        var (revision, state) = SourceStateBody.Read(body, PathId.Parse(nameof(source), source), validation);
        validation.ThrowIfInvalid("The state has invalid fields. Nothing was stored.");
        SourceOwner.Demand(request, (await sources.FindAsync(state.Id, cancellationToken))?.Owner);
        var now = await sources.TryPutAsync(state, revision, SourceOwner.Of(request), cancellationToken)
            ?? throw new ApiException(
                StatusCodes.Status409Conflict,
                new ApiError("The state of the source has changed.", "Another source of the same id has written it. Read it again, and go on from there."));
        return JsonAnswer.Ok(new SourceRevisionAnswer(now), SourcesJson.Api.SourceRevisionAnswer);
    }
}
