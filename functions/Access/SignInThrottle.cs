using System.Net;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Access;

/// <summary>
/// Slows down who guesses, and nobody else: it is asked about credentials that were refused, so that a valid one works from any address
/// at any time. Failures are counted by address and by the id of the token that was tried: some are answered at once, some after a
/// pause, and the rest of the minute with 429. It also says how often an address may have storage asked for a token that is not known.
/// </summary>
/// <remarks>The counters are of this process alone and bounded; when there are too many, those not asked for are forgotten.</remarks>
public sealed class SignInThrottle(TimeProvider clock) : IDisposable
{
    /// <summary>How many failures in a minute are answered at once.</summary>
    internal const int FreeFailures = 10;

    /// <summary>From how many failures in a minute on the answer is 429; and how many unknown ids may be looked up one by one.</summary>
    internal const int MaxFailures = 20;

    /// <summary>How many addresses and ids are counted.</summary>
    internal const int MaxEntries = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly BoundedCache<Counter> _failures = new(MaxEntries, Window);
    private readonly BoundedCache<Counter> _lookups = new(MaxEntries, Window);

    /// <summary>How many counters there are.</summary>
    internal int Count => _failures.Count + _lookups.Count;

    /// <summary>
    /// Whether a token of an id that is not known may be looked up for an address by itself: so many in a minute, counted before they
    /// are made, so that many at once are not more. When there are too many addresses to count, none may.
    /// </summary>
    internal bool MayLookUp(IPAddress address) =>
        _lookups.Count < MaxEntries && _lookups.GetOrAdd(Key(address), _ => new Counter()).Add(clock) <= MaxFailures;

    /// <summary>Counts a failure, and says how many more are answered in this minute.</summary>
    /// <exception cref="ApiException">429: there were too many.</exception>
    internal async Task<RateLimit> CountAsync(IPAddress address, string? tokenId, CancellationToken cancellationToken)
    {
        var ofAddress = CounterOf(Key(address));
        if (ofAddress.FullFor(clock) is { } rest)
        {
            throw TooMany(rest);
        }

        Counter[] counters = tokenId is null ? [ofAddress] : [ofAddress, CounterOf(tokenId)];
        var failures = counters.Max(counter => counter.Add(clock));
        if (failures > FreeFailures)
        {
            await Task.Delay(Pause, clock, cancellationToken);
        }

        if (failures > MaxFailures)
        {
            throw TooMany(Window);
        }

        return new RateLimit(MaxFailures, MaxFailures - failures, counters.Max(counter => counter.Rest(clock)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _failures.Dispose();
        _lookups.Dispose();
    }

    private static ApiException TooMany(TimeSpan rest) => new(
        StatusCodes.Status429TooManyRequests, new ApiError("Too many credentials were refused.", "Try again later, or with a valid one."))
    {
        RetryAfter = TimeSpan.FromSeconds(Math.Ceiling(rest.TotalSeconds)),
        RateLimit = new RateLimit(MaxFailures, 0, rest),
    };

    // Whoever has one address of IPv6 has 2^64 of them.
    private static string Key(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return Convert.ToHexString(bytes.Length == 16 ? bytes.AsSpan(0, 8) : bytes);
    }

    private Counter CounterOf(string key) => _failures.GetOrAdd(key, _ => new Counter());

    /// <summary>Counts what happens in a minute, from the first of it.</summary>
    private sealed class Counter
    {
        private readonly Lock _lock = new();
        private long _since;
        private int _count;

        public int Add(TimeProvider clock)
        {
            lock (_lock)
            {
                if (_count == 0 || clock.GetElapsedTime(_since) >= Window)
                {
                    (_since, _count) = (clock.GetTimestamp(), 0);
                }

                return ++_count;
            }
        }

        /// <summary>When it begins anew.</summary>
        public TimeSpan Rest(TimeProvider clock)
        {
            lock (_lock)
            {
                var rest = Window - clock.GetElapsedTime(_since);
                return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
            }
        }

        /// <summary>For how long it goes on being full; null when it is not.</summary>
        public TimeSpan? FullFor(TimeProvider clock)
        {
            lock (_lock)
            {
                var rest = Window - clock.GetElapsedTime(_since);
                return _count >= MaxFailures && rest > TimeSpan.Zero ? rest : null;
            }
        }
    }
}
