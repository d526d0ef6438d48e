using System.Net;
using Insights.Functions.Access;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Ingest;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>Logs say what happened, and never to whom or with which secret.</summary>
public sealed class AccessPrivacyTests(StorageEmulator emulator)
{
    private const string WarningOfBootstrap = "The bootstrap token is active";

    [Fact]
    public async Task No_log_has_a_token_a_digest_or_a_name_whatever_is_asked()
    {
        await using var issuer = await TestIssuer.StartAsync();
        var log = new CollectedLog();
        var settings = CollectingApp.Without();
        settings["Insights:Auth:Authority"] = issuer.Authority;
        settings["Insights:Auth:Audience"] = TestIssuer.Audience;
        settings["AzureFunctionsJobHost:logging:logLevel:Microsoft.AspNetCore"] = "Information";
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: settings, configure: log.Collect);
        await app.PostAsync("catalog", AccessWorld.Catalog());
        var (id, token) = await TokenTests.NewServiceTokenAsync(app);
        var guess = (TokenText.New() with { Id = id }).Reveal();
        var good = issuer.Token("oid-member", CollectingApp.Now, "Insights.Owner");
        var expired = issuer.Token("oid-member", CollectingApp.Now.AddDays(-1));
        string[] credentials = [token, guess, good, expired, good[..^8] + "AAAAAAAA", "garbage-of-somebody"];
        foreach (var credential in credentials)
        {
            await TokenTests.MeAsync(app, credential);
        }

        var session = await Browser.SignedInAsync(app, good);
        foreach (var browser in (Browser[])[session, session.Guessing()])
        {
            await browser.MeAsync();
            await browser.SendAsync(HttpMethod.Delete, "session");
        }

        using var client = new HttpClient { BaseAddress = app.Http.BaseAddress };
        (await client.GetAsync($"/api/v2/insights/daus?token={token}", TestContext.Current.CancellationToken)).Dispose();
        using var roles = new StringContent("""{"roles": ["owner"]}""");
        (await app.SendAsync(HttpMethod.Put, $"/api/v2/users/{AccessWorld.IdOf("member")}/roles", roles)).Dispose();

        Assert.Contains(log.Lines, line => line.Contains("A credential was refused", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.Contains(WarningOfBootstrap, StringComparison.Ordinal));
        var digest = new TokenText(id, token[11..]).Digest();
        string[] secrets =
        [
            .. credentials, session.Cookie, session.Cookie[^22..], token[11..], guess[11..], good.Split('.')[1], good.Split('.')[2], InsightsApp.Token, "oid-member",
            Convert.ToHexString(digest), Convert.ToHexStringLower(digest), Convert.ToBase64String(digest),
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_a_bootstrap_token_nothing_warns_of_it_and_nobody_has_it()
    {
        var log = new CollectedLog();
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: CollectingApp.Without(), configure: services => services
            .AddSingleton<ILoggerProvider>(log)
            .Configure<LoggerFilterOptions>(filter => filter.Rules.Clear())
            .PostConfigure<AccessOptions>(options => options.BootstrapToken = ""));
        Assert.DoesNotContain(log.Lines, line => line.Contains(WarningOfBootstrap, StringComparison.Ordinal));
        (await TokenTests.MeAsync(app, InsightsApp.Token)).AssertError(HttpStatusCode.Unauthorized);
    }
}
