using Insights.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Access;

/// <summary>
/// The tokens that are in use, each read again after half a minute: one that was revoked elsewhere is refused here well within a
/// minute. Ids that there are none of are kept as well, so that guessing at them is as quick as at others, and asks storage as rarely.
/// There is room for so many and no more.
/// </summary>
public sealed partial class TokenCache(TokenTable tokens, TimeProvider clock, ILogger<TokenCache> logger) : IDisposable
{
    private const int MaxTokens = 10_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TouchPeriod = TimeSpan.FromHours(1);
    private static readonly TimeSpan TouchPatience = TimeSpan.FromSeconds(1);

    private readonly BoundedCache<Entry> _entries = new(MaxTokens, MaxAge);

    /// <summary>How many tokens are kept.</summary>
    internal int Count => _entries.Count;

    /// <summary>A token; null when there is none of the id.</summary>
    internal Task<ApiToken?> FindAsync(string id, CancellationToken cancellationToken) =>
        _entries.GetOrAdd(id, NewEntry).Token.GetAsync(cancellationToken);

    /// <summary>A token as it is stored now; null when there is none of the id.</summary>
    internal Task<ApiToken?> FindNowAsync(string id, CancellationToken cancellationToken) => tokens.FindAsync(id, cancellationToken);

    /// <summary>Notes that a token is used, at most once an hour. That it cannot be noted keeps nobody out, and waiting for it nobody long.</summary>
    internal async Task TouchAsync(ApiToken token, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - token.LastUsedAt < TouchPeriod || !_entries.GetOrAdd(token.Id, NewEntry).BeginTouch(now, TouchPeriod))
        {
            return;
        }

        try
        {
            await tokens.TouchAsync(token.Id, now, CancellationToken.None).WaitAsync(TouchPatience, clock, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException || (StorageFailure.Is(e) && !cancellationToken.IsCancellationRequested))
        {
            LogNotTouched(e);
        }
    }

    /// <summary>Forgets what is known of an id: its token was made or revoked here.</summary>
    internal void Forget(string id) => _entries.Remove(id);

    /// <inheritdoc/>
    public void Dispose() => _entries.Dispose();

    private Entry NewEntry(string id) => new(new Cached<ApiToken?>(() => 0, cancel => tokens.FindAsync(id, cancel), MaxAge, clock));

    [LoggerMessage(201, LogLevel.Warning, "When a token was last used could not be stored.")]
    private partial void LogNotTouched(Exception exception);

    private sealed record Entry(Cached<ApiToken?> Token)
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _touchedAt;

        public bool BeginTouch(DateTimeOffset now, TimeSpan period)
        {
            lock (_lock)
            {
                var due = now - _touchedAt >= period;
                _touchedAt = due ? now : _touchedAt;
                return due;
            }
        }
    }
}
