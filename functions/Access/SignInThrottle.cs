using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Access;

/// <summary>
/// Slows down who guesses. Failures are counted by address and by the id of the token that was tried: some are answered at once,
/// some after a pause, and the rest of the minute with 429. An address with too many is not even listened to, except with a
/// credential that it has used before: others behind it go on working. The right secret of a token always works, so that nobody
/// can lock out a token whose id he knows.
/// </summary>
/// <remarks>The counters are of this process alone and bounded; when there are too many, those not asked for are forgotten.</remarks>
public sealed class SignInThrottle(TimeProvider clock) : IDisposable
{
    /// <summary>How many failures in a minute are answered at once.</summary>
    internal const int FreeFailures = 10;

    /// <summary>From how many failures in a minute on the answer is 429.</summary>
    internal const int MaxFailures = 20;

    /// <summary>How many addresses and ids are counted, and how many credentials remembered.</summary>
    internal const int MaxEntries = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);

    private static readonly object Yes = new();

    private readonly BoundedCache<Failures> _failures = new(MaxEntries, Window);
    private readonly BoundedCache<object> _accepted = new(MaxEntries, Remembered);

    /// <summary>How many counters there are.</summary>
    internal int Count => _failures.Count;

    /// <exception cref="ApiException">429: too much was guessed from the address, and not this credential accepted from it before.</exception>
    internal void ThrowIfBlocked(IPAddress address, string credential)
    {
        if (_failures.Find(Key(address))?.BlockedFor(clock) is { } rest && _accepted.Find(Key(address, credential)) is null)
        {
            throw TooMany(rest);
        }
    }

    /// <summary>Remembers that a credential is good.</summary>
    internal void Accept(IPAddress address, string credential) => _accepted.GetOrAdd(Key(address, credential), _ => Yes);

    /// <summary>Counts a failure.</summary>
    /// <exception cref="ApiException">429: there were too many.</exception>
    internal async Task CountAsync(IPAddress address, string? tokenId, CancellationToken cancellationToken)
    {
        var byAddress = FailuresOf(Key(address)).Add(clock);
        var byToken = tokenId is null ? 0 : FailuresOf(tokenId).Add(clock);
        var failures = Math.Max(byAddress, byToken);
        if (failures > FreeFailures)
        {
            await Task.Delay(Pause, clock, cancellationToken);
        }

        if (failures > MaxFailures)
        {
            throw TooMany(Window);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _failures.Dispose();
        _accepted.Dispose();
    }

    private static ApiException TooMany(TimeSpan rest) => new(
        StatusCodes.Status429TooManyRequests, new ApiError("Too many credentials were refused.", "Try again later, with a valid one."))
    {
        RetryAfter = TimeSpan.FromSeconds(Math.Ceiling(rest.TotalSeconds)),
    };

    // Whoever has one address of IPv6 has 2^64 of them.
    private static string Key(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return Convert.ToHexString(bytes.Length == 16 ? bytes.AsSpan(0, 8) : bytes);
    }

    private static string Key(IPAddress address, string credential) => string.Create(
        CultureInfo.InvariantCulture, $"{Key(address)} {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(credential)))}");

    private Failures FailuresOf(string key) => _failures.GetOrAdd(key, _ => new Failures());

    private sealed class Failures
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

        public TimeSpan? BlockedFor(TimeProvider clock)
        {
            lock (_lock)
            {
                var rest = Window - clock.GetElapsedTime(_since);
                return _count >= MaxFailures && rest > TimeSpan.Zero ? rest : null;
            }
        }
    }
}
