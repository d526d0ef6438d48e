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
    public async Task A_pasted_token_signs_in_and_is_kept_nowhere_but_in_the_tab()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = null, ExpectedError = "401" });
        var headers = new List<string?>();
        page.Page.Request += (_, request) => headers.Add(request.Headers.GetValueOrDefault("authorization"));

        await page.Page.GetByLabel("API token").FillAsync("not-a-token");
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This token is not valid: it may be mistyped, expired or revoked.");

        await page.Page.GetByLabel("API token").FillAsync($"  {InsightsApp.Token}\n");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with token" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
        Assert.Contains($"Bearer {InsightsApp.Token}", headers);
        Assert.Equal(InsightsApp.Token, await page.Page.EvaluateAsync<string>("sessionStorage.getItem('insights.token')"));
        Assert.DoesNotContain(InsightsApp.Token, await page.Page.EvaluateAsync<string>("JSON.stringify(localStorage) + document.cookie + location.href"), StringComparison.Ordinal);
        Assert.Empty(await page.Page.Context.CookiesAsync());

        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Account") }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("You have signed out.")).ToBeVisibleAsync();
        Assert.Null(await page.Page.EvaluateAsync<string?>("sessionStorage.getItem('insights.token')"));
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
