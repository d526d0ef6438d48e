using System.Security.Cryptography;
using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Access.Sessions;

/// <summary>
/// Signs browsers in and out: makes a session from a credential, finds it by its cookie, and ends it. What a session may do is decided
/// anew for each request, from what it stands for.
/// </summary>
public sealed partial class SessionDesk(
    SessionTable table,
    SessionIds ids,
    BootstrapToken bootstrap,
    SignInThrottle throttle,
    ClientAddress addresses,
    TimeProvider clock,
    ILogger<SessionDesk> logger) : IDisposable
{
    /// <summary>How many sessions a credential may have: one more ends that which was not used for longest.</summary>
    internal const int MaxSessions = 50;

    private const int MaxCached = 10_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);
    private static readonly TimeSpan TouchPeriod = TimeSpan.FromHours(1);
    private static readonly TimeSpan TouchPatience = TimeSpan.FromSeconds(1);

    // What an unknown id is compared with, so that it takes the same way as a wrong secret.
    private static readonly byte[] NoDigest = new byte[SHA256.HashSizeInBytes];

    private readonly BoundedCache<Cached<BrowserSession?>> _sessions = new(MaxCached, MaxAge);
    private readonly BoundedCache<Touches> _touches = new(MaxCached, TouchPeriod);

    /// <summary>Makes a session for who sends a request, and hands out its cookie.</summary>
    /// <exception cref="ApiException">400: there is no credential to make it from, only the cookie of another.</exception>
    internal async Task BeginAsync(HttpContext http, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Session is not null)
        {
            throw ApiException.BadRequest(
                "A session is made from a credential, not from another session.", detail: $"Send a token in the header {Credential.SessionTokenHeader}.");
        }

        var now = clock.GetUtcNow();
        var (via, credential) = (ViaOf(caller.Kind), caller.Credential ?? "");
        var holder = StorageKeys.SessionHolder(via, credential);
        var text = TokenText.New();
        await table.AddAsync(
            new BrowserSession(
                holder, text.Id, text.Digest(), via, credential, [.. caller.IssuedRoles],
                caller.Kind == CallerKind.Bootstrap ? bootstrap.Bind(text) : [], now,
                ExpiresAt: caller.CredentialEndsAt is { } end && end < now + Lifetime ? end : now + Lifetime,
                LastUsedAt: now),
            cancellationToken);

        // After the new one is there: of many at once the last to look sees all of them.
        foreach (var (number, session) in (await table.GetAsync(holder, cancellationToken)).Index())
        {
            if (number >= MaxSessions || session.HasEnded(now))
            {
                await EndAsync(session.Holder, session.Id, cancellationToken);
            }
        }

        SessionCookie.Write(http, new SessionText(holder, text));
    }

    /// <summary>The session of a cookie, used now; null when there is none, or not with this secret, or it has ended.</summary>
    /// <param name="cookie">The cookie.</param>
    /// <param name="now">Whether it is the one stored now, not that of up to half a minute ago.</param>
    /// <param name="mayLookUp">
    /// Whether storage may be asked for an id that is not known here. Otherwise it is asked for all ids together, and for this one only if
    /// it is among them.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal async Task<BrowserSession?> FindAsync(SessionText cookie, bool now, Func<bool> mayLookUp, CancellationToken cancellationToken)
    {
        var (holder, id) = (cookie.Holder, cookie.Text.Id);
        var key = Key(holder, id);
        if (_sessions.Find(key) is null && !mayLookUp() && !await ids.ContainsAsync(key, cancellationToken))
        {
            return null;
        }

        var session = await _sessions.GetOrAdd(key, _ => new(() => 0, cancel => table.FindAsync(holder, id, cancel), MaxAge, clock)).GetAsync(cancellationToken);
        if (session is null)
        {
            _sessions.Remove(key);
        }
        else if (now && IsOf(session, cookie))
        {
            // Only who has the secret makes storage be asked again.
            session = await table.FindAsync(holder, id, cancellationToken);
        }

        return IsOf(session, cookie) && session?.HasEnded(clock.GetUtcNow()) == false ? session : null;
    }

    /// <summary>Whether a session that was made with the bootstrap token was made with the present one.</summary>
    internal bool IsOfBootstrap(BrowserSession session, SessionText cookie) =>
        bootstrap.IsActive && CryptographicOperations.FixedTimeEquals(bootstrap.Bind(cookie.Text), session.Binding.Span);

    /// <summary>Notes that a session is used, at most once an hour. That it cannot be noted keeps nobody out, and waiting for it nobody long.</summary>
    internal async Task TouchAsync(BrowserSession session, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - session.LastUsedAt < TouchPeriod || !_touches.GetOrAdd(Key(session.Holder, session.Id), _ => new()).Begin(now))
        {
            return;
        }

        try
        {
            await table.TouchAsync(session, now, CancellationToken.None).WaitAsync(TouchPatience, clock, cancellationToken);
            _sessions.Remove(Key(session.Holder, session.Id));
        }
        catch (Exception e) when (e is TimeoutException || (StorageFailure.Is(e) && !cancellationToken.IsCancellationRequested))
        {
            LogNotTouched(e);
        }
    }

    /// <summary>Ends the session that a request's cookie names, if there is one, and takes the cookie from the browser.</summary>
    /// <exception cref="ApiException">403: the page did not ask for it.</exception>
    internal async Task EndAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (SessionCookie.Of(http.Request) is { } cookie)
        {
            PageRequest.Demand(http.Request);
            if (await FindAsync(cookie, now: true, () => throttle.MayLookUp(addresses.Of(http)), cancellationToken) is { } session)
            {
                await EndAsync(session.Holder, session.Id, cancellationToken);
            }
        }

        SessionCookie.Clear(http);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sessions.Dispose();
        _touches.Dispose();
    }

    private static string ViaOf(CallerKind kind) => kind switch
    {
        CallerKind.Bootstrap => BrowserSession.Bootstrap,
        CallerKind.Token => BrowserSession.Token,
        CallerKind.SignIn => BrowserSession.SignIn,
        _ => throw new InvalidOperationException($"There are no sessions for callers of the kind {kind}."),
    };

    private static bool IsOf(BrowserSession? session, SessionText cookie) =>
        CryptographicOperations.FixedTimeEquals(cookie.Text.Digest(), session is null ? NoDigest : session.Digest.Span);

    private static string Key(string holder, string id) => $"{holder}.{id}";

    private async Task EndAsync(string holder, string id, CancellationToken cancellationToken)
    {
        await table.DeleteAsync(holder, id, cancellationToken);
        _sessions.Remove(Key(holder, id));
    }

    [LoggerMessage(206, LogLevel.Warning, "When a session was last used could not be stored.")]
    private partial void LogNotTouched(Exception exception);

    private sealed class Touches
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _at;

        public bool Begin(DateTimeOffset now)
        {
            lock (_lock)
            {
                var due = now - _at >= TouchPeriod;
                _at = due ? now : _at;
                return due;
            }
        }
    }
}
