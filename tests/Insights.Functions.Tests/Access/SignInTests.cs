using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Access;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Ingest;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>Signing in with the token of an issuer.</summary>
public sealed class SignInTests(StorageEmulator emulator) : IAsyncLifetime
{
    private TestIssuer? _issuer;
    private InsightsApp? _app;

    private TestIssuer Issuer => _issuer!;

    private InsightsApp App => _app!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        var settings = CollectingApp.Without();
        settings["Insights:Auth:Authority"] = Issuer.Authority;
        settings["Insights:Auth:Audience"] = TestIssuer.Audience;
        settings["Insights:Auth:TrustedProxies"] = "";
        _app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: settings);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    [Fact]
    public async Task While_the_issuer_rotates_its_key_nobody_is_locked_out_and_nobody_let_in_wrongly()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (asked, refused) = (0, 0);
        async Task AskAsync()
        {
            while (!stop.IsCancellationRequested)
            {
                // The key may be withdrawn while the request is on its way: only what was signed with a key that still is one must pass.
                var key = Issuer.Key;
                var answer = await TokenTests.MeAsync(App, Issuer.Token("oid", App.Clock.GetUtcNow(), "Insights.Auditor"));
                Interlocked.Increment(ref asked);
                if (answer.Status != HttpStatusCode.OK && key == Issuer.Key)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }

        var asking = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(AskAsync)));
        for (var rotation = 1; rotation <= 3; rotation++)
        {
            var withdrawn = Issuer.Token("oid", App.Clock.GetUtcNow(), "Insights.Owner");
            (await TokenTests.MeAsync(App, withdrawn)).AssertStatus(HttpStatusCode.OK);
            Issuer.Rotate(rotation);
            (await TokenTests.MeAsync(App, Issuer.Token("oid", App.Clock.GetUtcNow(), "Insights.Owner"))).AssertStatus(HttpStatusCode.OK);
            (await TokenTests.MeAsync(App, withdrawn)).AssertError(HttpStatusCode.Unauthorized);
        }

        await stop.CancelAsync();
        await asking;
        Assert.True(asked > 20, $"Only {asked} requests were made meanwhile.");
        Assert.Equal(0, refused);
    }

    [Fact]
    public async Task A_token_that_is_not_valid_yet_is_told_from_one_that_has_expired()
    {
        var now = App.Clock.GetUtcNow();
        var (early, late) = (Issuer.Token("oid", now.AddHours(1)), Issuer.Token("oid", now.AddHours(-2)));
        var begins = now.AddHours(1).AddMinutes(-5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            $"The token is not valid yet: it begins at {begins}.",
            (await TokenTests.MeAsync(App, early)).AssertError(HttpStatusCode.Unauthorized).Body["detail"]!.GetValue<string>());
        Assert.Contains("expired", (await TokenTests.MeAsync(App, late)).AssertError(HttpStatusCode.Unauthorized).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_not_asked_for_with_every_token()
    {
        var token = Issuer.Token("oid", App.Clock.GetUtcNow());
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => (await TokenTests.MeAsync(App, token)).AssertStatus(HttpStatusCode.OK)));
        Assert.Equal(1, Issuer.Readings);

        var unknown = Made(unknown: true, expired: false);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => (await TokenTests.MeAsync(App, unknown)).AssertError(HttpStatusCode.Unauthorized)));
        Assert.InRange(Issuer.Readings, 2, 3);
    }

    [Fact]
    public async Task A_reading_that_began_before_a_rotation_locks_nobody_out()
    {
        Issuer.Delay = TimeSpan.FromMilliseconds(500);
        (await TokenTests.MeAsync(App, Issuer.Token("oid", App.Clock.GetUtcNow()))).AssertStatus(HttpStatusCode.OK);
        var readings = Issuer.Readings;
        var early = TokenTests.MeAsync(App, Made(unknown: true, expired: false));
        await InsightsApp.Eventually(() => Task.FromResult(Issuer.Readings > readings));
        Issuer.Rotate(1);
        (await TokenTests.MeAsync(App, Issuer.Token("oid", App.Clock.GetUtcNow()))).AssertStatus(HttpStatusCode.OK);
        (await early).AssertError(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task Only_a_token_that_was_true_once_is_told_that_it_has_expired(bool unknown, bool expired)
    {
        var answer = (await TokenTests.MeAsync(App, Made(unknown, expired))).AssertError(HttpStatusCode.Unauthorized);
        Assert.Equal(!unknown, answer.Body["detail"]!.GetValue<string>().Contains("expired", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_the_issuer_is_away_known_keys_are_good_and_nothing_else_is()
    {
        Issuer.IsDown = true;
        var token = Issuer.Token("oid", App.Clock.GetUtcNow());
        (await TokenTests.MeAsync(App, token)).AssertError(HttpStatusCode.ServiceUnavailable);
        Issuer.IsDown = false;
        (await TokenTests.MeAsync(App, token)).AssertStatus(HttpStatusCode.OK);

        Issuer.IsDown = true;
        App.Clock.Advance(TimeSpan.FromMinutes(30));
        (await TokenTests.MeAsync(App, token)).AssertStatus(HttpStatusCode.OK);
        (await TokenTests.MeAsync(App, Made(unknown: true, expired: false))).AssertError(HttpStatusCode.ServiceUnavailable);
        App.Clock.Advance(TimeSpan.FromHours(12));
        (await TokenTests.MeAsync(App, Issuer.Token("oid", App.Clock.GetUtcNow()))).AssertError(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Who_signs_in_has_the_roles_of_his_claims_and_those_of_the_user_with_his_subject()
    {
        JsonObject User(int id, bool deleted) => new() { ["id"] = Stats.User(id), ["username"] = $"user{id}", ["oidc_subject"] = "twin", ["deleted"] = deleted };
        await App.PostAsync("catalog", new JsonObject { ["users"] = new JsonArray(User(1, false), User(2, deleted: true)) });
        var token = Issuer.Token("twin", App.Clock.GetUtcNow(), "Insights.Owner");
        var me = (await TokenTests.MeAsync(App, token)).AssertStatus(HttpStatusCode.OK).Body;
        Assert.Equal((Stats.User(1).ToString(), "user1"), (me["id"]!.GetValue<string>(), me["username"]!.GetValue<string>()));
        Assert.Equal("""[{"name":"owner"}]""", me["roles"]!.ToJsonString());
        Assert.Equal("""{"view_all_insights":true,"ingest":true,"administer":true,"read":true,"manage":true,"reveal":false,"oversee_reveals":true}""", me["permissions"]!.ToJsonString());
    }

    [Fact]
    public async Task A_token_without_an_object_id_is_of_its_subject()
    {
        await App.PostAsync("catalog", new JsonObject
        {
            ["users"] = new JsonArray(new JsonObject { ["id"] = Stats.User(1), ["username"] = "somebody", ["oidc_subject"] = "sub-1" }),
        });
        var token = Issuer.Describe("unused", App.Clock.GetUtcNow());
        token.Claims = new Dictionary<string, object> { ["sub"] = "sub-1", ["scp"] = "access" };
        var text = TestIssuer.Sign(token, new SigningCredentials(Issuer.Key, SecurityAlgorithms.RsaSha256));
        Assert.Contains("\"username\":\"somebody\"", (await TokenTests.MeAsync(App, text)).AssertStatus(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "", true)]
    [InlineData("https://login.microsoftonline.com/tenant/v2.0", "api://insights", "client", true)]
    [InlineData("http://127.0.0.1:5000", "api://insights", "", true)]
    [InlineData("http://issuer.example", "api://insights", "", false)]
    [InlineData("login.microsoftonline.com", "api://insights", "", false)]
    [InlineData("https://issuer.example", "", "", false)]
    [InlineData("https://issuer.example", " , ", "", false)]
    [InlineData("", "api://insights", "", false)]
    [InlineData("", "", "client", false)]
    public async Task Settings_that_would_let_in_anybody_or_nobody_end_the_start(string authority, string audience, string client, bool good)
    {
        var settings = CollectingApp.Without();
        settings["Insights:Auth:Authority"] = authority;
        settings["Insights:Auth:Audience"] = audience;
        settings["Insights:Auth:ClientId"] = client;
        if (good)
        {
            await using var app = await InsightsApp.StartAsync(emulator, settings: settings);
            Assert.Equal(client.Length > 0, (await app.GetAsync("/api/v2/users/authmethods"))["oidc"] is not null);
            Assert.Equal(authority.Length > 0, app.Services.GetRequiredService<IOptions<AuthOptions>>().Value.HasIssuer);
        }
        else
        {
            await Assert.ThrowsAsync<OptionsValidationException>(() => InsightsApp.StartAsync(emulator, settings: settings));
        }
    }

    private string Made(bool unknown, bool expired)
    {
        var token = Issuer.Describe("oid", App.Clock.GetUtcNow());
        token.Expires = expired ? App.Clock.GetUtcNow().UtcDateTime.AddMinutes(-3) : token.Expires;
        return TestIssuer.Sign(token, new SigningCredentials(unknown ? TestIssuer.NewKey("unknown") : Issuer.Key, SecurityAlgorithms.RsaSha256));
    }
}
