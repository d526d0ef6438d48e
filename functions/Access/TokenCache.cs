using Insights.Functions.Storage;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Access;

/// <summary>
/// The tokens that are in use, each read again after half a minute: one that was revoked elsewhere is refused here well within a
/// minute. Ids that there are none of are kept for a while as well, so that guessing at them is as quick as at others. There is room for
/// so many and no more.
/// </summary>
public sealed partial class TokenCache(TokenTable tokens, TokenIds ids, TimeProvider clock, ILogger<TokenCache> logger) : IDisposable
{
    private const int MaxTokens = 10_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TouchPeriod = TimeSpan.FromHours(1);
    private static readonly TimeSpan TouchPatience = TimeSpan.FromSeconds(1);

    private readonly BoundedCache<Entry> _entries = new(MaxTokens, MaxAge);

    /// <summary>How many tokens are kept.</summary>
    internal int Count => _entries.Count;

    /// <summary>A token; null when there is none of the id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="mayLookUp">
    /// Whether storage may be asked for an id that is not known here. Otherwise it is asked for all ids together
    /// (<see cref="TokenIds"/>), and for this one only if it is among them.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal async Task<ApiToken?> FindAsync(string id, Func<bool> mayLookUp, CancellationToken cancellationToken)
    {
        var entry = _entries.Find(id);
        if (entry is null || entry.IsSpent(clock))
        {
            if (!mayLookUp() && !await ids.ContainsAsync(id, cancellationToken))
            {
                return null;
            }

            _entries.Remove(id);
            entry = _entries.GetOrAdd(id, NewEntry);
        }

        var token = await entry.Token.GetAsync(cancellationToken);
        entry.IsNone = token is null;
        return token;
    }

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

    private Entry NewEntry(string id) =>
        new(new Cached<ApiToken?>(() => 0, cancel => tokens.FindAsync(id, cancel), MaxAge, clock), clock.GetTimestamp());

    [LoggerMessage(201, LogLevel.Warning, "When a token was last used could not be stored.")]
    private partial void LogNotTouched(Exception exception);

    private sealed class Entry(Cached<ApiToken?> token, long madeAt)
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _touchedAt;

        public Cached<ApiToken?> Token => token;

        /// <summary>Whether there was no token when it was last looked for.</summary>
        public bool IsNone { get; set; }

        /// <summary>
        /// Whether it is of no token and would soon be read again: who keeps asking for ids that there are none of has to ask to look
        /// them up each time.
        /// </summary>
        public bool IsSpent(TimeProvider clock) => IsNone && clock.GetElapsedTime(madeAt) >= MaxAge / 2;

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
