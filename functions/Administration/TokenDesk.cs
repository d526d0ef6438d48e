using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Administration;

/// <summary>Who may have which token: users their own, an owner everybody's and those of services.</summary>
public sealed class TokenDesk(
    TokenTable tokens, TokenReservations reservations, TokenCache cache, AccessDirectory directory, AuditLog audit, TimeProvider clock)
{
    /// <summary>How many tokens that have not expired a user may have, and how many all services together.</summary>
    internal const int MaxTokens = 100;

    /// <summary>Makes a token. Only its digest is stored.</summary>
    /// <exception cref="ApiException">403: not for the caller, or not with these scopes; 400: for nobody, or one too many.</exception>
    internal async Task<(ApiToken Token, TokenText Text)> CreateAsync(HttpRequest request, TokenRequest wanted, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        var owner = await OwnerAsync(caller, wanted, cancellationToken);

        // Who has a token could otherwise make himself a better one.
        if ((wanted.Scopes & ~caller.Scopes) is not TokenScopes.None and var beyond)
        {
            throw ApiException.Forbidden($"The credential of this request has no scope {string.Join(", ", ScopeNames.Of(beyond))} to give.");
        }

        var now = clock.GetUtcNow();
        var text = TokenText.New();
        await ReserveAsync(owner, text.Id, now, cancellationToken);
        var token = new ApiToken(text.Id, text.Digest(), owner, wanted.Name, wanted.Scopes, now, wanted.ExpiresAt, LastUsedAt: null);
        await audit.AddAsync(request, "token.create", token.Id, TokenAnswer.Of(token), AdministrationJson.Api.TokenAnswer, cancellationToken);
        await tokens.AddAsync(token, cancellationToken);
        cache.Forget(token.Id);
        return (token, text);
    }

    /// <summary>The tokens of a caller, or all of them.</summary>
    /// <exception cref="ApiException">403: all of them, for who may not administer.</exception>
    internal async Task<IEnumerable<ApiToken>> GetAsync(Caller caller, bool all, CancellationToken cancellationToken)
    {
        if (all)
        {
            caller.DemandAdminister();
        }

        return (await tokens.GetAsync(cancellationToken)).Where(token => all || IsOwn(caller, token));
    }

    /// <summary>Revokes a token.</summary>
    /// <exception cref="ApiException">404: there is none of the id that the caller may revoke.</exception>
    internal async Task RevokeAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        var token = TokenText.IsId(id) ? await tokens.FindAsync(id, cancellationToken) : null;
        if (token is null || !(caller.MayAdminister || IsOwn(caller, token)))
        {
            throw ApiException.NotFound();
        }

        await audit.AddAsync(request, "token.revoke", token.Id, cancellationToken);
        await tokens.DeleteAsync(token.Id, cancellationToken);
        await reservations.ReleaseAsync(token.Owner, token.Id, cancellationToken);
        cache.Forget(token.Id);
    }

    // Of many that are asked for at once, here or elsewhere, each sees the others: in the table, or among those about to be.
    private async Task ReserveAsync(Guid? owner, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var reserved = await reservations.TryReserveAsync(
            owner,
            id,
            MaxTokens,
            async cancel =>
            {
                var own = (await tokens.GetAsync(cancel)).Where(token => token.Owner == owner).ToLookup(token => token.ExpiresAt > now);

                // Expired ones are shown for a while, but not in any number.
                foreach (var expired in own[false].SkipLast(MaxTokens))
                {
                    await tokens.DeleteAsync(expired.Id, cancel);
                }

                return own[true].Select(token => token.Id).ToHashSet();
            },
            cancellationToken);
        if (!reserved)
        {
            throw ApiException.BadRequest("The token cannot be made.", detail: $"There are {MaxTokens} tokens already. Revoke some of them first.");
        }
    }

    private static bool IsOwn(Caller caller, ApiToken token) =>
        token.Owner is { } owner ? owner == caller.User?.Id : caller.User is null && caller.MayAdminister;

    private async Task<Guid?> OwnerAsync(Caller caller, TokenRequest wanted, CancellationToken cancellationToken)
    {
        var owner = wanted.IsService ? null : wanted.UserId ?? caller.User?.Id;
        if (owner != caller.User?.Id || owner is null)
        {
            caller.DemandAdminister();
        }

        if (owner is { } id && await directory.FindUserNowAsync(id, cancellationToken) is null)
        {
            throw ApiException.BadRequest("The token cannot be made.", [new FieldError("user_id", $"must be a user of the catalog, but {id} is not known")]);
        }

        return owner;
    }
}
