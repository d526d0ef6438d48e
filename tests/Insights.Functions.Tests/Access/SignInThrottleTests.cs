using System.Net;
using Insights.Functions.Access;
using Insights.Functions.Tests.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>What becomes of those who guess.</summary>
public sealed class SignInThrottleTests(AccessWorld world) : IClassFixture<AccessWorld>
{
    private static readonly IPAddress Address = IPAddress.Parse("192.0.2.1");

    [Fact]
    public async Task Who_guesses_too_often_from_one_address_is_told_to_wait_and_others_are_not()
    {
        var address = world.NewAddress();
        for (var guess = 1; guess <= SignInThrottle.MaxFailures; guess++)
        {
            var refused = (await world.SendWithAsync($"guess {guess}", "GET", "users/me", address: address)).AssertError(HttpStatusCode.Unauthorized);
            Assert.Equal([$"{SignInThrottle.MaxFailures}"], refused.Headers.GetValues("RateLimit-Limit"));
            Assert.Equal([$"{SignInThrottle.MaxFailures - guess}"], refused.Headers.GetValues("RateLimit-Remaining"));
        }

        var blocked = (await world.SendWithAsync("another guess", "GET", "users/me", address: address)).AssertError(HttpStatusCode.TooManyRequests);
        Assert.InRange(blocked.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal(["0"], blocked.Headers.GetValues("RateLimit-Remaining"));
        Assert.Equal($"{blocked.Headers.RetryAfter.Delta.Value.TotalSeconds}", Assert.Single(blocked.Headers.GetValues("RateLimit-Reset")));

        (await world.SendAsync("owner", "GET", "users/me")).AssertStatus(HttpStatusCode.OK);
        world.App.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.SendWithAsync("another guess", "GET", "users/me", address: address)).AssertError(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_guesses_at_one_token_from_many_addresses_is_told_to_wait_but_its_owner_is_not()
    {
        var token = (await world.NewTokenAsync("auditor", "read"))["token"]!.GetValue<string>();
        Task<ApiAnswer> GuessAsync() => world.SendWithAsync((TokenText.New() with { Id = token[..10] }).Reveal(), "GET", "users/me");
        for (var guess = 1; guess <= SignInThrottle.MaxFailures; guess++)
        {
            (await GuessAsync()).AssertError(HttpStatusCode.Unauthorized);
        }

        (await GuessAsync()).AssertError(HttpStatusCode.TooManyRequests);
        (await world.SendWithAsync(token, "GET", "users/me")).AssertStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_sends_no_credential_or_one_that_has_expired_guesses_nothing()
    {
        var address = world.NewAddress();
        foreach (var caller in new[] { "none", "expired", "JWT, expired" })
        {
            for (var time = 0; time <= SignInThrottle.MaxFailures; time++)
            {
                (await world.SendWithAsync(world.CredentialOf(caller), "GET", "users/me", address: address)).AssertError(HttpStatusCode.Unauthorized);
            }
        }
    }

    [Fact]
    public async Task After_some_failures_answers_come_later()
    {
        var clock = new WaitingClock();
        using var throttle = new SignInThrottle(clock);
        for (var failure = 1; failure <= SignInThrottle.FreeFailures; failure++)
        {
            await throttle.CountAsync(Address, null, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, clock.Waits);
        var waiting = throttle.CountAsync(Address, null, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(1, clock.Waits);
    }

    [Fact]
    public async Task There_are_only_so_many_counters()
    {
        using var throttle = new SignInThrottle(new WaitingClock());
        for (var number = 0; number < 3 * SignInThrottle.MaxEntries; number++)
        {
            await throttle.CountAsync(new IPAddress(number + 0x0a00_0000L), TokenText.New().Id, TestContext.Current.CancellationToken);
        }

        Assert.InRange(throttle.Count, 1, SignInThrottle.MaxEntries);
        for (var number = 0; number < 3 * SignInThrottle.MaxEntries; number++)
        {
            throttle.MayLookUp(new IPAddress(number + 0x0a00_0000L));
        }

        Assert.InRange(throttle.Count, 1, 2 * SignInThrottle.MaxEntries);
    }

    [Fact]
    public void All_addresses_of_one_IPv6_network_count_as_one()
    {
        using var throttle = new SignInThrottle(new WaitingClock());
        for (var number = 1; number <= SignInThrottle.MaxFailures; number++)
        {
            _ = throttle.CountAsync(IPAddress.Parse($"2001:db8:0:1::{number}"), null, TestContext.Current.CancellationToken);
            Assert.True(throttle.MayLookUp(IPAddress.Parse($"2001:db8:0:1::{number}")));
        }

        Assert.Equal(
            [true, false],
            ((string[])["2001:db8:0:1:ffff::1", "2001:db8:0:2::1"]).Select(address =>
                throttle.CountAsync(IPAddress.Parse(address), null, TestContext.Current.CancellationToken).IsFaulted));
        Assert.Equal(
            [false, true],
            ((string[])["2001:db8:0:1:ffff::1", "2001:db8:0:2::1"]).Select(address => throttle.MayLookUp(IPAddress.Parse(address))));
    }

    [Theory]
    [InlineData(null, "198.51.100.7", "192.0.2.1")]
    [InlineData(0, "198.51.100.7", "192.0.2.1")]
    [InlineData(1, null, "192.0.2.1")]
    [InlineData(1, "198.51.100.7", "198.51.100.7")]
    [InlineData(1, "198.51.100.7:50123", "198.51.100.7")]
    [InlineData(1, "[2001:db8::1]:443", "2001:db8::1")]
    [InlineData(1, "2001:db8::1", "2001:db8::1")]
    [InlineData(1, "10.0.0.1, 198.51.100.7", "198.51.100.7")]
    [InlineData(2, "10.0.0.1, 198.51.100.7, 203.0.113.9", "198.51.100.7")]
    [InlineData(2, "198.51.100.7", "192.0.2.1")]
    [InlineData(1, "unknown", "192.0.2.1")]
    public void An_address_is_believed_as_far_as_our_own_proxies_wrote_it(int? proxies, string? header, string expected)
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = Address } };
        http.Request.Headers["X-Forwarded-For"] = header;
        Assert.Equal(IPAddress.Parse(expected), AddressOf(http, proxies, instance: null));
    }

    [Fact]
    public void On_Azure_the_address_is_what_its_front_end_wrote_unless_the_settings_say_otherwise()
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = Address } };
        http.Request.Headers["X-Forwarded-For"] = "198.51.100.7:50123";
        Assert.Equal(IPAddress.Parse("198.51.100.7"), AddressOf(http, proxies: null, instance: "0"));
        Assert.Equal(Address, AddressOf(http, proxies: 0, instance: "0"));
    }

    private static IPAddress AddressOf(HttpContext http, int? proxies, string? instance)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("WEBSITE_INSTANCE_ID", instance)]).Build();
        return new ClientAddress(Options.Create(new AuthOptions { TrustedProxies = proxies }), configuration).Of(http);
    }

    // A clock whose timers never ring.
    private sealed class WaitingClock : TimeProvider
    {
        public int Waits { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits++;
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
