using System.Net;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Insights.Functions.Access;
using Insights.Functions.Access.Sessions;
using Insights.Functions.Administration;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Ingest;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>A browser that signed in has a cookie that stands for its credential, and is not it.</summary>
public sealed class SessionTests(AccessWorld world, StorageEmulator emulator) : IClassFixture<AccessWorld>
{
    private InsightsApp App => world.App;

    [Fact]
    public async Task A_session_is_who_made_it_and_may_do_the_same()
    {
        foreach (var caller in (string[])["auditor", "bootstrap", "JWT with role Auditor", "owner, scope read"])
        {
            var browser = await Browser.SignedInAsync(App, world.CredentialOf(caller)!);
            var (own, session) = ((await world.SendAsync(caller, "GET", "users/me")).Body.AsObject(), (await browser.MeAsync()).Body.AsObject());
            Assert.False(own.ContainsKey("session"));
            Assert.True(session.Remove("session"));
            Assert.Equal(own.ToJsonString(), session.ToJsonString());
        }
    }

    [Fact]
    public async Task No_script_reads_the_cookie_and_it_ends_with_the_browser()
    {
        var browser = await Browser.SignedInAsync(App, world.CredentialOf("auditor")!);
        Assert.Matches("^insights-session=[0-9a-f]{32}\\.[A-Za-z0-9]{10}-[A-Za-z0-9]{22}; path=/; samesite=strict; httponly$", browser.SetCookie);
    }

    [Theory]
    [InlineData("insights.example.com", null)]
    [InlineData("insights.example.com:8080", "http://insights.example.com:8080")]
    [InlineData("127.0.0.1", "https://insights.example.com")]
    [InlineData("127.0.0.1.example.com", null)]
    public async Task Anywhere_but_on_this_machine_it_goes_over_https_alone(string host, string? origin)
    {
        var browser = new Browser(App);
        void Change(HttpRequestMessage request)
        {
            request.Headers.Host = host;
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
            }
        }

        (await browser.SignInAsync(world.CredentialOf("auditor")!, Change)).AssertStatus(HttpStatusCode.NoContent);
        Assert.StartsWith("__Host-insights-session=", browser.SetCookie, StringComparison.Ordinal);
        Assert.EndsWith("; path=/; secure; samesite=strict; httponly", browser.SetCookie, StringComparison.Ordinal);
        (await browser.SendAsync(HttpMethod.Get, "users/me", Change)).AssertStatus(HttpStatusCode.OK);

        // A cookie without the prefix may have been set by a neighbour.
        (await browser.SendAsync(HttpMethod.Get, "users/me", request =>
        {
            Change(request);
            request.Headers.Remove("Cookie");
            request.Headers.Add("Cookie", browser.Cookie["__Host-".Length..]);
        })).AssertError(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("http", null, "insights-session=")]
    [InlineData("https", null, "__Host-insights-session=")]
    [InlineData("http", "https", "__Host-insights-session=")]
    public void It_goes_over_https_alone_too_where_only_a_proxy_was_called_so(string scheme, string? forwarded, string expected)
    {
        var http = new DefaultHttpContext { Request = { Scheme = scheme, Host = new("localhost:8080"), Headers = { ["X-Forwarded-Proto"] = forwarded } } };
        SessionCookie.Write(http, new SessionText(new('0', 32), TokenText.New()));
        Assert.StartsWith(expected, http.Response.Headers.SetCookie.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_digest_of_its_secret_is_stored()
    {
        var browser = await Browser.SignedInAsync(App, world.CredentialOf("auditor")!);
        var (holder, rest) = (browser.Cookie.Split('=', '.')[1], browser.Cookie.Split('.')[1]);
        TableEntity row = await App.Tables.GetTableClient(StorageNames.SessionsTable)
            .GetEntityAsync<TableEntity>(holder, rest[..10], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(TokenTextDigest(rest), row.GetBinary("sha256"));
        Assert.DoesNotContain(row, column => column.Value is string text && text.Contains(rest[11..], StringComparison.Ordinal));

        static byte[] TokenTextDigest(string text) => TokenText.TryParse(text, out var token) ? token.Digest() : [];
    }

    [Theory]
    [InlineData("POST", "tokens")]
    [InlineData("DELETE", "session")]
    [InlineData("PATCH", "templates/70000000-0000-0000-0000-00000000000a/acl")]
    [InlineData("DELETE", "users/00000001-0acc-0000-0000-000000000000/insights")]
    public async Task What_the_page_did_not_send_changes_nothing(string method, string path)
    {
        var browser = await Browser.SignedInAsync(App, InsightsApp.Token);
        foreach (var site in (string[])["cross-site", "same-site", "none"])
        {
            (await browser.SendAsync(HttpMethod.Parse(method), path, request =>
            {
                request.Headers.Remove("Sec-Fetch-Site");
                request.Headers.Add("Sec-Fetch-Site", site);
            })).AssertError(HttpStatusCode.Forbidden);
        }

        (await browser.SendAsync(HttpMethod.Parse(method), path, request => request.Headers.Remove("Insights-Request"))).AssertError(HttpStatusCode.Forbidden);
        (await browser.SendAsync(HttpMethod.Parse(method), path, request =>
        {
            request.Headers.Remove("Insights-Request");
            request.Headers.Add("Insights-Request", "pages");
        })).AssertError(HttpStatusCode.Forbidden);
        (await browser.MeAsync()).AssertStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_another_site_has_a_browser_ask_for_is_not_answered()
    {
        var browser = await Browser.SignedInAsync(App, InsightsApp.Token);
        foreach (var (site, status) in new[] { ("cross-site", HttpStatusCode.Forbidden), ("same-site", HttpStatusCode.Forbidden), ("none", HttpStatusCode.OK) })
        {
            (await browser.SendAsync(HttpMethod.Get, "users/me", request =>
            {
                request.Headers.Remove("Sec-Fetch-Site");
                request.Headers.Remove("Insights-Request");
                request.Headers.Add("Sec-Fetch-Site", site);
            })).AssertStatus(status);
        }
    }

    [Fact]
    public async Task A_credential_in_a_header_counts_before_the_cookie()
    {
        var browser = await Browser.SignedInAsync(App, world.CredentialOf("auditor")!);
        void Send(HttpRequestMessage request, string credential)
        {
            request.Headers.Remove("Coder-Session-Token");
            request.Headers.Add("Coder-Session-Token", credential);
        }

        var other = (await browser.SendAsync(HttpMethod.Get, "users/me", request => Send(request, world.CredentialOf("owner")!))).Body;
        Assert.Equal("owner", other["username"]!.GetValue<string>());
        (await browser.SendAsync(HttpMethod.Get, "users/me", request => Send(request, "garbage"))).AssertError(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_cookie_is_no_credential_and_makes_no_session()
    {
        var browser = await Browser.SignedInAsync(App, world.CredentialOf("auditor")!);
        (await TokenTests.MeAsync(App, browser.Cookie.Split('=')[1])).AssertError(HttpStatusCode.Unauthorized);
        (await TokenTests.MeAsync(App, browser.Cookie.Split('.')[1])).AssertError(HttpStatusCode.Unauthorized);
        (await browser.SendAsync(HttpMethod.Post, "session")).AssertError(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Signing_out_ends_it_in_every_tab_and_on_every_instance_within_half_a_minute()
    {
        var storage = emulator.NewAccount();
        await using var here = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without());
        await using var there = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without());
        var tab = await Browser.SignedInAsync(here, InsightsApp.Token);
        var otherTab = tab.On(there);
        var otherBrowser = await Browser.SignedInAsync(here, InsightsApp.Token);
        (await otherTab.MeAsync()).AssertStatus(HttpStatusCode.OK);

        var answer = (await tab.SendAsync(HttpMethod.Delete, "session")).AssertStatus(HttpStatusCode.NoContent);
        Assert.StartsWith("insights-session=; expires=Thu, 01 Jan 1970", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        (await tab.MeAsync()).AssertError(HttpStatusCode.Unauthorized);
        (await tab.SendAsync(HttpMethod.Delete, "session")).AssertStatus(HttpStatusCode.NoContent);
        there.Clock.Advance(TimeSpan.FromSeconds(30));
        (await otherTab.MeAsync()).AssertError(HttpStatusCode.Unauthorized);
        (await otherBrowser.MeAsync()).AssertStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_ends_a_session_without_its_secret()
    {
        var browser = await Browser.SignedInAsync(App, world.CredentialOf("auditor")!);
        (await browser.Guessing().SendAsync(HttpMethod.Delete, "session")).AssertStatus(HttpStatusCode.NoContent);
        (await browser.MeAsync()).AssertStatus(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_ends_when_its_token_is_revoked()
    {
        var token = await world.NewTokenAsync("auditor", "read");
        var browser = await Browser.SignedInAsync(App, token["token"]!.GetValue<string>());
        (await browser.MeAsync()).AssertStatus(HttpStatusCode.OK);
        (await world.SendAsync("bootstrap", "DELETE", $"tokens/{token["id"]}")).AssertStatus(HttpStatusCode.NoContent);
        (await browser.MeAsync()).AssertError(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"status": "suspended"}""")]
    [InlineData("""{"deleted": true}""")]
    public async Task It_ends_when_its_user_is_thrown_out(string change)
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: SettingsOf(issuer));
        await app.PostAsync("catalog", AccessWorld.Catalog());
        var byToken = await Browser.SignedInAsync(app, await TokenTests.NewUserTokenAsync(app, "member"));
        var bySignIn = await Browser.SignedInAsync(app, issuer.Token("oid-member", CollectingApp.Now, "Insights.Owner"));
        (await byToken.MeAsync()).AssertStatus(HttpStatusCode.OK);
        (await bySignIn.MeAsync()).AssertStatus(HttpStatusCode.OK);

        var user = JsonNode.Parse(change)!.AsObject();
        (user["id"], user["username"]) = (AccessWorld.IdOf("member"), "member");
        await app.PostAsync("catalog", new JsonObject { ["users"] = new JsonArray(user) });
        (await byToken.MeAsync()).AssertError(HttpStatusCode.Unauthorized);
        (await bySignIn.MeAsync()).AssertError(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task It_ends_with_its_credential_after_half_a_day_without_use_and_after_a_week()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: SettingsOf(issuer));
        var now = CollectingApp.Now;
        var (_, token) = await TokenTests.NewServiceTokenAsync(app);
        var used = await Browser.SignedInAsync(app, token);
        var unused = await Browser.SignedInAsync(app, token);
        var signIn = await Browser.SignedInAsync(app, issuer.Token("oid-of-nobody", now, "Insights.Owner"));
        Assert.Equal(now.AddHours(1), await signIn.ExpiresAtAsync());
        Assert.InRange(await used.ExpiresAtAsync(), now.AddDays(7), now.AddDays(7).AddMinutes(1));

        app.Clock.Set(now.AddHours(1));
        (await signIn.MeAsync()).AssertError(HttpStatusCode.Unauthorized);
        for (var hours = 11; hours < 7 * 24; hours += 11)
        {
            app.Clock.Set(now.AddHours(hours));
            (await used.MeAsync()).AssertStatus(HttpStatusCode.OK);
        }

        app.Clock.Set(now.AddHours(12).AddMinutes(1));
        (await unused.MeAsync()).AssertError(HttpStatusCode.Unauthorized);
        app.Clock.Set(now.AddDays(7).AddMinutes(1));
        (await used.MeAsync()).AssertError(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task It_ends_when_the_bootstrap_token_becomes_another()
    {
        var storage = emulator.NewAccount();
        Browser browser;
        await using (var before = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without()))
        {
            browser = await Browser.SignedInAsync(before, InsightsApp.Token);
        }

        foreach (var (token, status) in new[] { (InsightsApp.Token, HttpStatusCode.OK), ("another-token-entirely", HttpStatusCode.Unauthorized), ("", HttpStatusCode.Unauthorized) })
        {
            await using var after = await InsightsApp.StartAsync(
                emulator, CollectingApp.Now, storage, CollectingApp.Without(), services => services.PostConfigure<AccessOptions>(options => options.BootstrapToken = token));
            (await browser.On(after).MeAsync()).AssertStatus(status);
        }
    }

    [Fact]
    public async Task A_credential_has_so_many_sessions_and_one_more_ends_that_which_was_used_least_lately()
    {
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: CollectingApp.Without());
        var (_, token) = await TokenTests.NewServiceTokenAsync(app);
        var first = await Browser.SignedInAsync(app, token);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var browsers = await Task.WhenAll(Enumerable.Range(0, SessionDesk.MaxSessions - 1).Select(_ => Browser.SignedInAsync(app, token)));
        (await first.MeAsync()).AssertStatus(HttpStatusCode.OK);
        await Browser.SignedInAsync(app, token);
        (await first.MeAsync()).AssertError(HttpStatusCode.Unauthorized);
        Assert.All(await Task.WhenAll(browsers.Select(browser => browser.MeAsync())), answer => answer.AssertStatus(HttpStatusCode.OK));
    }

    [Fact]
    public async Task What_has_ended_is_forgotten_by_night()
    {
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: CollectingApp.Without());
        var (_, token) = await TokenTests.NewServiceTokenAsync(app);
        await Browser.SignedInAsync(app, token);
        app.Clock.Advance(TimeSpan.FromHours(2));
        var kept = await Browser.SignedInAsync(app, token);
        app.Clock.Advance(TimeSpan.FromHours(11));
        await ActivatorUtilities.CreateInstance<AccessRetention>(app.Services).TrimAccess(new TimerInfo(), TestContext.Current.CancellationToken);
        var row = Assert.Single(await app.Tables.GetTableClient(StorageNames.SessionsTable)
            .QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken).ToArrayAsync(TestContext.Current.CancellationToken));
        Assert.Contains(row.RowKey, kept.Cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_by_cookie_costs_storage_a_few_readings_in_half_a_minute_however_often_one_asks()
    {
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: CollectingApp.Without());
        var browser = await Browser.SignedInAsync(app, InsightsApp.Token);
        using var calls = new Shared.StorageCalls(app.Account);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => browser.MeAsync())), answer => answer.AssertStatus(HttpStatusCode.OK));
        Assert.Equal(1, calls.Total);
    }

    [Fact]
    public async Task Guessing_at_cookies_costs_storage_a_bounded_number_of_readings_and_locks_nobody_out()
    {
        var storage = emulator.NewAccount();
        await using var there = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without());
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without());
        var elsewhere = await Browser.SignedInAsync(there, InsightsApp.Token);
        var holder = StorageKeys.SessionHolder(BrowserSession.Bootstrap, "");
        Browser Guess() => new(app) { SetCookie = $"{SessionCookie.PlainName}={holder}.{TokenText.New().Reveal()}" };
        for (var guess = 0; guess < SignInThrottle.MaxFailures; guess++)
        {
            (await Guess().MeAsync()).AssertError(HttpStatusCode.Unauthorized);
        }

        using var calls = new Shared.StorageCalls(app.Account);
        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Guess().MeAsync())), answer => answer.AssertError(HttpStatusCode.TooManyRequests));
        Assert.InRange(calls.Total, 1, 50 / 2);

        // One that this instance has never seen, from the address that guesses.
        (await elsewhere.On(app).MeAsync()).AssertStatus(HttpStatusCode.OK);
    }

    private static Dictionary<string, string?> SettingsOf(TestIssuer issuer)
    {
        var settings = CollectingApp.Without();
        settings["Insights:Auth:Authority"] = issuer.Authority;
        settings["Insights:Auth:Audience"] = TestIssuer.Audience;
        return settings;
    }
}
