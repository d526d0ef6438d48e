using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.Access;
using Insights.Functions.Tests.App;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>Signing in with a token, and with an OpenID Connect issuer.</summary>
[Collection(DemoCollection.Name)]
public sealed class SignInTests(Demo demo, StorageEmulator emulator)
{
    [Fact]
    public async Task A_pasted_token_signs_in_and_is_kept_nowhere()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = null, ExpectedError = "401" });
        var headers = new List<string>();
        page.Page.Request += (_, request) => headers.Add($"{request.Method} {new Uri(request.Url).AbsolutePath} {request.Headers.GetValueOrDefault("authorization")}");

        await page.Page.GetByLabel("API token").FillAsync("not-a-token");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This token is not valid: it may be mistyped, expired or revoked.");

        await page.Page.GetByLabel("API token").FillAsync($"  {InsightsApp.Token}\n");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with token" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
        Assert.Equal([$"POST /api/v2/session Bearer {InsightsApp.Token}"], headers.Where(header => header.Contains(InsightsApp.Token, StringComparison.Ordinal)));
        Assert.DoesNotContain(
            InsightsApp.Token,
            await page.Page.EvaluateAsync<string>("JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie + location.href"),
            StringComparison.Ordinal);
        var cookie = Assert.Single(await page.Page.Context.CookiesAsync());
        Assert.Equal((true, SameSiteAttribute.Strict, "/"), (cookie.HttpOnly, cookie.SameSite, cookie.Path));
        Assert.DoesNotContain(InsightsApp.Token, cookie.Value, StringComparison.Ordinal);

        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Account") }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("You have signed out.")).ToBeVisibleAsync();
        Assert.Empty(await page.Page.Context.CookiesAsync());
    }

    [Fact]
    public async Task The_sign_in_says_where_one_gets_a_token()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = null });
        await page.Page.GetByText("Where do I get a token?").ClickAsync();
        await Assertions.Expect(page.Page.GetByText("POST /api/v2/tokens")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText(".azurite/token")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Another_tab_needs_no_other_sign_in_and_signing_out_ends_all_of_them()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = null });
        var second = await page.OpenTabAsync("/deployment?range=7d&interval=day&tz=UTC");
        await Assertions.Expect(second.GetByLabel("API token")).ToBeVisibleAsync();
        await page.Page.GetByLabel("API token").FillAsync(InsightsApp.Token);
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);

        // One that was open before, and one that is opened now, as from a bookmark.
        await Assertions.Expect(second.GetByRole(AriaRole.Heading, new() { Name = "Deployment", Exact = true })).ToBeVisibleAsync();
        Assert.Equal("/deployment?range=7d&interval=day&tz=UTC", new Uri(second.Url).PathAndQuery);
        var third = await page.OpenTabAsync($"/templates/{await demo.TemplateAsync("docker")}");
        await Assertions.Expect(third.GetByRole(AriaRole.Heading, new() { Name = "Docker Containers" })).ToBeVisibleAsync();

        await Assertions.Expect(third.Locator("[aria-busy=true], .skeleton")).ToHaveCountAsync(0);
        var cookie = Assert.Single(await page.Page.Context.CookiesAsync());
        await third.GetByRole(AriaRole.Button, new() { NameRegex = new("^Account") }).ClickAsync();
        await third.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        foreach (var tab in new[] { page.Page, second, third })
        {
            await Assertions.Expect(tab.GetByText("You have signed out.")).ToBeVisibleAsync();
            Assert.Equal("/", new Uri(tab.Url).PathAndQuery);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/users/me") { Headers = { { "Cookie", $"{cookie.Name}={cookie.Value}" } } };
        using var stranger = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = demo.Address };
        using var answer = await stranger.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_sign_out_that_fails_says_that_one_is_still_signed_in()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { ExpectedError = "net::ERR" });
        await page.SettleAsync();
        await page.Page.RouteAsync("**/api/v2/session", route => route.AbortAsync());
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Account") }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("You are still signed in. The service cannot be reached.");
        await page.Page.UnrouteAllAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("You have signed out.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Why_a_token_is_not_taken_is_said_as_the_service_says_it()
    {
        const string Said = "The token is not valid yet: it begins at 2026-11-18T15:00:00Z.";
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = null, ExpectedError = "401" });
        await page.Page.RouteAsync("**/api/v2/session", route => route.FulfillAsync(new() { Status = 401, ContentType = "application/json", Body = $$"""{"message":"You are not signed in.","detail":"{{Said}}"}""" }));
        await page.Page.GetByLabel("API token").FillAsync("a.b.c");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(Said);
    }

    [Fact]
    public async Task A_browser_that_keeps_no_cookie_is_told_what_is_missing()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = null, ExpectedError = "401" });
        await page.Page.RouteAsync("**/api/v2/session", route => route.FulfillAsync(new() { Status = 204 }));
        await page.Page.GetByLabel("API token").FillAsync(InsightsApp.Token);
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This browser did not keep the sign-in. Allow this site to keep cookies, then sign in again.");
    }

    [Fact]
    public async Task A_token_without_the_scope_read_is_told_so()
    {
        var request = new JsonObject { ["name"] = "collector", ["scopes"] = new JsonArray("ingest"), ["service"] = true };
        using var made = await demo.App.SendAsync(HttpMethod.Post, "/api/v2/tokens", System.Net.Http.Json.JsonContent.Create(request));
        var token = JsonNode.Parse(await made.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["token"]!.ToString();
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = token });
        await Assertions.Expect(page.Page.GetByText("This token lacks the scope read.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_issuer_signs_in_by_code_and_proof_and_the_person_arrives_where_it_was_going()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var app = await InsightsApp.StartAsync(emulator, Demo.Now, settings: new Dictionary<string, string?>
        {
            ["Insights:Auth:Authority"] = issuer.Authority,
            ["Insights:Auth:Audience"] = TestIssuer.Audience,
            ["Insights:Auth:ClientId"] = "the-page",
            ["Insights:Auth:Scope"] = "openid api://insights/read",
        });
        var options = new PageOptions { Token = null, Address = app.Http.BaseAddress };
        await using var page = await demo.OpenAsync("/deployment?interval=day", options);
        var challenge = "";
        System.Collections.Specialized.NameValueCollection? exchange = null;
        await page.Page.RouteAsync($"{issuer.Authority}/.well-known/openid-configuration", route => JsonAsync(route, new JsonObject
        {
            ["authorization_endpoint"] = $"{issuer.Authority}/authorize",
            ["token_endpoint"] = $"{issuer.Authority}/token",
        }));
        await page.Page.RouteAsync($"{issuer.Authority}/authorize?*", route =>
        {
            var asked = HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query);
            Assert.Equal(("the-page", "code", "S256", "openid api://insights/read"), (asked["client_id"], asked["response_type"], asked["code_challenge_method"], asked["scope"]));
            challenge = asked["code_challenge"]!;
            return route.FulfillAsync(new() { Status = 302, Headers = [new("Location", $"{asked["redirect_uri"]}?code=the-code&state={asked["state"]}")] });
        });
        await page.Page.RouteAsync($"{issuer.Authority}/token", route =>
        {
            exchange = HttpUtility.ParseQueryString(route.Request.PostData!);
            return JsonAsync(route, new JsonObject { ["access_token"] = issuer.Token("somebody", Demo.Now, "Insights.Auditor") });
        });

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with your organization" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Deployment", Exact = true })).ToBeVisibleAsync();
        await page.SettleAsync();
        Assert.StartsWith("/deployment?interval=day", page.PathAndQuery, StringComparison.Ordinal);
        Assert.DoesNotContain("code=", page.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(("authorization_code", "the-code", $"{app.Http.BaseAddress}"), (exchange!["grant_type"], exchange["code"], exchange["redirect_uri"]));
        Assert.Equal(challenge, Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(exchange["code_verifier"]!))).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
    }

    [Fact]
    public async Task A_code_that_this_tab_did_not_ask_for_is_not_taken()
    {
        await using var page = await demo.OpenAsync("/?code=stolen&state=other", new PageOptions { Token = null });
        await Assertions.Expect(page.Page.GetByLabel("API token")).ToBeVisibleAsync();
        await page.Page.EvaluateAsync("sessionStorage.setItem('insights.sign-in', JSON.stringify({ state: 'mine', verifier: 'v', path: '/', method: {} }))");
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The sign-in was not begun in this tab.");
        Assert.Equal("/", page.PathAndQuery);
    }

    private static Task JsonAsync(IRoute route, JsonObject body) => route.FulfillAsync(new()
    {
        ContentType = "application/json",
        Headers = [new("Access-Control-Allow-Origin", "*")],
        Body = body.ToJsonString(),
    });
}
