using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Insights.Reveals;

/// <summary>Has single people shown to officers, where people are not named: for a reason, for a time, and written down.</summary>
public sealed class RevealsFunction(RevealDesk desk, RevealTable reveals, PrivacyDoor privacy, IOptions<PrivacyOptions> options, TimeProvider clock)
{
    private static readonly IdParameter AfterName = new("after", "Where to go on: the \"next\" of the answer before.");

    /// <summary>The parameters of the list.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [ListPage.LimitName, AfterName];

    /// <summary><c>POST /api/v2/insights/reveals</c>: 201 with the reveal, which holds, or waits for another officer.</summary>
    [Function(nameof(RequestReveal))]
    public async Task<IResult> RequestReveal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v2/insights/reveals")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        using var body = await RequestBody.ReadAsync(request, cancellationToken);
        var validation = new Validation();
        var wanted = RevealRequest.Read(body, options.Value.RevealHours, validation);
        validation.ThrowIfInvalid("The reveal cannot be made.");
        var reveal = await desk.RequestAsync(request, wanted, cancellationToken);
        return JsonAnswer.Created(await ShownAsync(request, reveal, cancellationToken), RevealsJson.Api.RevealAnswer);
    }

    /// <summary><c>GET /api/v2/insights/reveals</c>: 200 with reveals, newest first: officers see whose and why, owners that there are some.</summary>
    [Function(nameof(Reveals))]
    public async Task<IResult> Reveals(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/insights/reveals")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = RequestQuery.Of(request);
        var (limit, after) = (query.Integer(ListPage.LimitName), query.Id(AfterName));
        query.Complete();
        var read = await reveals.GetAsync(after, limit + 1, cancellationToken);
        var shown = new List<RevealAnswer>();
        foreach (var reveal in read.Take(limit))
        {
            shown.Add(await ShownAsync(request, reveal, cancellationToken));
        }

        var next = read.Count > limit ? shown[^1].Id : (Guid?)null;
        NextLink.Add(request, next?.ToString());
        return JsonAnswer.Ok(new RevealsAnswer(shown, next), RevealsJson.Api.RevealsAnswer);
    }

    /// <summary><c>POST /api/v2/insights/reveals/{reveal}/approval</c>: 200 with the reveal, which holds from now on.</summary>
    [Function(nameof(ApproveReveal))]
    public async Task<IResult> ApproveReveal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v2/insights/reveals/{reveal}/approval")] HttpRequest request,
        string reveal,
        CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        var approved = await desk.ApproveAsync(request, PathId.Parse("reveal", reveal), cancellationToken);
        return JsonAnswer.Ok(await ShownAsync(request, approved, cancellationToken), RevealsJson.Api.RevealAnswer);
    }

    /// <summary><c>DELETE /api/v2/insights/reveals/{reveal}</c>: 200 with the reveal, which has ended.</summary>
    [Function(nameof(EndReveal))]
    public async Task<IResult> EndReveal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v2/insights/reveals/{reveal}")] HttpRequest request,
        string reveal,
        CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        var ended = await desk.EndAsync(request, PathId.Parse("reveal", reveal), cancellationToken);
        return JsonAnswer.Ok(await ShownAsync(request, ended, cancellationToken), RevealsJson.Api.RevealAnswer);
    }

    private async Task<RevealAnswer> ShownAsync(HttpRequest request, Reveal reveal, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        return RevealAnswer.Of(
            reveal, caller, await privacy.FindRevealedAsync(caller, reveal, cancellationToken), await privacy.OfficerNamesAsync(cancellationToken), clock.GetUtcNow());
    }
}
