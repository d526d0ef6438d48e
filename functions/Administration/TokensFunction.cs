using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Administration;

/// <summary>Makes, lists and revokes API tokens.</summary>
public sealed class TokensFunction(TokenDesk desk, TimeProvider clock)
{
    private static readonly FlagParameter All = new("include_all", "Whether everybody's are listed.");

    /// <summary>The parameters of the list.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [All, .. ListPart.Parameters];

    /// <summary><c>POST /api/v2/tokens</c>: 201 with the token, which is shown this once.</summary>
    [Function(nameof(CreateToken))]
    public async Task<IResult> CreateToken(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v2/tokens")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        using var body = await RequestBody.ReadAsync(request, cancellationToken);
        var validation = new Validation();
        var wanted = TokenRequest.Read(body, Caller.Of(request), clock.GetUtcNow(), validation);
        validation.ThrowIfInvalid("The token cannot be made.");
        var (token, text) = await desk.CreateAsync(request, wanted, cancellationToken);
        return JsonAnswer.Created(TokenAnswer.Of(token) with { Token = text.Reveal() }, AdministrationJson.Api.TokenAnswer);
    }

    /// <summary><c>GET /api/v2/tokens</c>: 200 with the caller's own, or with everybody's where <c>include_all</c> is true.</summary>
    [Function(nameof(Tokens))]
    public async Task<IResult> Tokens(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/tokens")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = RequestQuery.Of(request);
        var all = query.Flag(All);
        var part = ListPart.Read(query);
        query.Complete();
        var (tokens, next) = part.Of(await desk.GetAsync(Caller.Of(request), all, cancellationToken), token => ($"{token.CreatedAt.UtcTicks:D19}", token.Id));
        NextLink.Add(request, next);
        return JsonAnswer.Ok([.. tokens.Select(TokenAnswer.Of)], AdministrationJson.Api.IReadOnlyListTokenAnswer);
    }

    /// <summary><c>DELETE /api/v2/tokens/{id}</c>: 204 when the token is revoked; it is refused everywhere within a minute.</summary>
    [Function(nameof(RevokeToken))]
    public async Task<IResult> RevokeToken(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v2/tokens/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        await desk.RevokeAsync(request, token, cancellationToken);
        return Results.NoContent();
    }
}
