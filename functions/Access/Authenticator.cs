using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography;
using Insights.Functions.Access.Sessions;
using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Access;

/// <summary>Finds out who sends a request, by its credential: the bootstrap token, an API token, or a token of an issuer.</summary>
public sealed partial class Authenticator(
    BootstrapToken bootstrap,
    SessionDesk sessions,
    TokenCache tokens,
    SignInTokens signIns,
    AccessDirectory directory,
    SignInThrottle throttle,
    ClientAddress addresses,
    IOptions<PrivacyOptions> privacy,
    TimeProvider clock,
    ILogger<Authenticator> logger)
{
    // What an unknown id is compared with, so that it takes the same way as a wrong secret.
    private static readonly byte[] NoDigest = new byte[SHA256.HashSizeInBytes];

    private readonly FrozenSet<string> _officers = privacy.Value.ListOfficers().ToFrozenSet(StringComparer.Ordinal);

    private static readonly IReadOnlySet<string> Everything = new HashSet<string> { Role.Owner };

    private static readonly Caller Bootstrap = new()
    {
        Kind = CallerKind.Bootstrap,
        Name = "bootstrap",
        Scopes = TokenScopes.All,
        Roles = Everything,
    };

    private static readonly ApiError NotSignedIn = new(
        "You are not signed in.", $"Send a valid token in the header {Credential.SessionTokenHeader} or as Authorization: Bearer.");

    private static readonly ApiError Expired = new("You are not signed in.", "The token has expired. Make a new one, or sign in again.");

    private static readonly ApiError Ended = new("You are not signed in.", "The session has ended. Sign in again.");

    private static readonly ApiError Inactive = new("You are not signed in.", "The user of the token is suspended, deleted or unknown.");

    /// <summary>Who sends a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="now">Whether tokens, users and roles are those stored now, not those of up to a minute ago.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ApiException">
    /// 401: it has no credential, or none that is valid; 429: too many were tried; 503: what is needed to know cannot be read.
    /// </exception>
    public async Task<Caller> AuthenticateAsync(HttpContext http, bool now, CancellationToken cancellationToken)
    {
        var address = addresses.Of(http);
        if (Credential.Of(http.Request) is not { } credential)
        {
            return SessionCookie.Of(http.Request) is { } cookie
                ? await OfSessionAsync(http, cookie, address, now, cancellationToken)
                : throw Refusal(http, NotSignedIn);
        }

        if (await IdentifyAsync(http, address, credential, now, cancellationToken) is { } caller)
        {
            return caller;
        }

        LogRefused();
        var left = await throttle.CountAsync(address, TokenText.TryParse(credential, out var tried) ? tried.Id : null, cancellationToken);
        throw Refusal(http, NotSignedIn, left);
    }

    private static ApiException Refusal(HttpContext http, ApiError error, RateLimit? left = null)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return new ApiException(StatusCodes.Status401Unauthorized, error) { RateLimit = left };
    }

    private async Task<Caller?> IdentifyAsync(HttpContext http, IPAddress address, string credential, bool now, CancellationToken cancellationToken)
    {
        if (bootstrap.Matches(credential))
        {
            return Bootstrap;
        }

        return TokenText.TryParse(credential, out var token) ? await OfTokenAsync(http, address, token, now, cancellationToken)
            : signIns.Reads(credential) ? await OfSignInAsync(http, credential, now, cancellationToken)
            : null;
    }

    private async Task<Caller?> OfTokenAsync(HttpContext http, IPAddress address, TokenText text, bool now, CancellationToken cancellationToken)
    {
        var token = await tokens.FindAsync(text.Id, () => throttle.MayLookUp(address), cancellationToken);
        if (token is not null && now && IsOf(token, text))
        {
            // Only who has the secret makes storage be asked again.
            token = await tokens.FindNowAsync(text.Id, cancellationToken);
        }

        if (!IsOf(token, text) || token is null)
        {
            return null;
        }

        return await OfTokenAsync(http, token, now, cancellationToken);
    }

    private async Task<Caller> OfTokenAsync(HttpContext http, ApiToken token, bool now, CancellationToken cancellationToken)
    {
        if (token.ExpiresAt <= clock.GetUtcNow())
        {
            throw Refusal(http, Expired);
        }

        var caller = new Caller
        {
            Kind = CallerKind.Token,
            Credential = token.Id,
            Name = token.Name,
            Scopes = token.Scopes,
            ExpiresAt = token.ExpiresAt,
            CredentialEndsAt = token.ExpiresAt,
            Roles = Everything,
        };
        if (token.Owner is { } owner)
        {
            caller = await WithUserAsync(http, caller with { Roles = new HashSet<string>() }, owner, now, cancellationToken);
        }

        await tokens.TouchAsync(token, cancellationToken);
        return caller;
    }

    private static bool IsOf(ApiToken? token, TokenText text) =>
        CryptographicOperations.FixedTimeEquals(text.Digest(), token is null ? NoDigest : token.Digest.Span);

    private async Task<Caller?> OfSignInAsync(HttpContext http, string credential, bool now, CancellationToken cancellationToken)
    {
        if (await signIns.CheckAsync(credential, cancellationToken) is not { } signIn)
        {
            return null;
        }

        if (signIn.IsExpired)
        {
            throw Refusal(http, Expired);
        }

        if (signIn.BeginsAt is { } beginning)
        {
            throw Refusal(http, new ApiError("You are not signed in.", $"The token is not valid yet: it begins at {Rfc3339.Format(beginning)}."));
        }

        return await OfSignInAsync(http, signIn, now, cancellationToken);
    }

    private async Task<Caller> OfSignInAsync(HttpContext http, SignIn signIn, bool now, CancellationToken cancellationToken)
    {
        var caller = new Caller
        {
            Kind = CallerKind.SignIn,
            Credential = signIn.Subject,
            Name = signIn.Subject,
            Scopes = TokenScopes.All,
            Roles = signIn.Roles,
            IssuedRoles = signIn.Roles,
            IsPrivacyOfficer = _officers.Contains(signIn.Subject),
            CredentialEndsAt = signIn.ExpiresAt,
        };
        var namesakes = (await directory.GetUsersAsync(cancellationToken)).OfSubject(signIn.Subject).ToArray();
        if (namesakes.Length == 0 && now && signIn.Roles.Count > 0)
        {
            // Who is no user has what his roles say. That he is none is to be true now where he may change what others may do.
            namesakes = [.. (await directory.GetUsersNowAsync(cancellationToken)).OfSubject(signIn.Subject)];
        }

        return namesakes.Length == 0 ? caller : await WithUserAsync(http, caller, OnlyActiveOf(http, namesakes).Id, now, cancellationToken);
    }

    // A deleted or suspended user does not keep out the active one that has the same sign-in since.
    private User OnlyActiveOf(HttpContext http, User[] namesakes)
    {
        switch (namesakes.Where(user => user.IsActiveAt(clock.GetUtcNow())).ToArray())
        {
            case []:
                throw Refusal(http, Inactive);
            case [var user]:
                return user;
            default:
                LogAmbiguous();
                throw Refusal(http, new ApiError("You are not signed in.", "The catalog has several users with this sign-in."));
        }
    }

    // A session is worth what its credential is worth now.
    private async Task<Caller> OfSessionAsync(HttpContext http, SessionText cookie, IPAddress address, bool now, CancellationToken cancellationToken)
    {
        PageRequest.Demand(http.Request);
        if (await sessions.FindAsync(cookie, now, () => throttle.MayLookUp(address), cancellationToken) is not { } session)
        {
            LogRefused();
            var left = await throttle.CountAsync(address, tokenId: null, cancellationToken);
            throw Refusal(http, Ended, left);
        }

        var caller = session.Via switch
        {
            BrowserSession.Bootstrap when sessions.IsOfBootstrap(session, cookie) => Bootstrap,
            BrowserSession.Token when await FindTokenAsync(session.Credential, now, cancellationToken) is { } token =>
                await OfTokenAsync(http, token, now, cancellationToken),
            BrowserSession.SignIn => await OfSignInAsync(
                http, new SignIn(session.Credential, session.Roles.ToHashSet()) { ExpiresAt = session.ExpiresAt }, now, cancellationToken),
            _ => throw Refusal(http, Ended),
        };
        await sessions.TouchAsync(session, cancellationToken);
        return caller with { Session = session };
    }

    private Task<ApiToken?> FindTokenAsync(string id, bool now, CancellationToken cancellationToken) =>
        now ? tokens.FindNowAsync(id, cancellationToken) : tokens.FindAsync(id, () => true, cancellationToken);

    private async Task<Caller> WithUserAsync(HttpContext http, Caller caller, Guid id, bool now, CancellationToken cancellationToken)
    {
        var users = await directory.GetUsersAsync(cancellationToken);
        var user = now ? await directory.FindUserNowAsync(id, cancellationToken) : users.Find(id);
        if (user is null || !user.IsActiveAt(clock.GetUtcNow()) || (caller.Kind == CallerKind.SignIn && user.OidcSubject != caller.Credential))
        {
            throw Refusal(http, Inactive);
        }

        var roles = now
            ? await directory.GetRolesNowAsync(id, cancellationToken)
            : (await directory.GetRolesAsync(cancellationToken)).GetValueOrDefault(id) ?? UserRoles.None(id);
        return caller with
        {
            Name = user.Username,
            User = user,
            Roles = new HashSet<string>([.. caller.Roles, .. roles.Site]),
            OrganizationRoles = roles.Organizations,
            Groups = users.GroupsOf(user),
        };
    }

    [LoggerMessage(203, LogLevel.Information, "A credential was refused.")]
    private partial void LogRefused();

    [LoggerMessage(204, LogLevel.Warning, "A sign-in was refused because several users of the catalog have its subject.")]
    private partial void LogAmbiguous();
}
