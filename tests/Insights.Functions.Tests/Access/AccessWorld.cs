using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Insights.Functions.Access;
using Insights.Functions.Access.Sessions;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Ingest;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>A service with two organizations, a template in each, an issuer, and a caller of every kind.</summary>
public sealed class AccessWorld(StorageEmulator emulator) : IAsyncLifetime
{
    public static readonly Guid Here = new("0a000000-0000-0000-0000-000000000001");
    public static readonly Guid There = new("0a000000-0000-0000-0000-000000000002");
    public static readonly Guid Template = new("70000000-0000-0000-0000-00000000000a");
    public static readonly Guid OtherTemplate = new("70000000-0000-0000-0000-00000000000b");
    public static readonly Guid Viewers = new("6a000000-0000-0000-0000-000000000001");

    private const string SessionOf = "session of ";

    private static readonly string[] Users =
    [
        "member", "acl-viewer", "acl-admin", "group-viewer", "org-admin", "org-template-admin", "org-auditor", "other-org-admin",
        "template-admin", "auditor", "owner", "collector", "suspended", "deleted", "victim",
    ];

    private readonly Dictionary<string, string?> _credentials = [];
    private readonly List<string> _guessedAt = [];
    private readonly List<string> _revoked = [];
    private TestIssuer? _issuer;
    private InsightsApp? _app;
    private int _addresses;
    private int _guesses;

    public InsightsApp App => _app!;

    internal StorageEmulator Emulator => emulator;

    internal TestIssuer Issuer => _issuer!;

    public static Guid IdOf(string user) => new(Array.IndexOf(Users, user) + 1, 0x0acc, 0, new byte[8]);

    /// <summary>The credential of a caller; null for none. Nobody guesses at one token so often that it is noticed.</summary>
    public string? CredentialOf(string caller) => caller switch
    {
        "unknown token" => TokenText.New().Reveal(),
        "wrong secret" => (TokenText.New() with { Id = Next(_guessedAt) }).Reveal(),
        "revoked" => Next(_revoked),
        _ => _credentials[caller],
    };

    /// <summary>The credential of a caller; of one with a session, another session that nobody else has.</summary>
    internal async Task<string?> NewCredentialOfAsync(string caller) =>
        caller.StartsWith(SessionOf, StringComparison.Ordinal) && _credentials.GetValueOrDefault(caller[SessionOf.Length..]) is { } credential
            ? (await Browser.SignedInAsync(App, credential)).Cookie
            : CredentialOf(caller);

    /// <summary>Every kind of caller, by name.</summary>
    public IReadOnlyCollection<string> Callers => _credentials.Keys;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        var settings = CollectingApp.Without();
        settings["Insights:Auth:Authority"] = _issuer.Authority;
        settings["Insights:Auth:Audience"] = $"{TestIssuer.Audience}, another-audience";
        settings["Insights:Auth:TrustedProxies"] = "1";
        settings["Insights:Privacy:Officers"] = "oid-of-officer";
        _app = await InsightsApp.StartAsync(
            emulator, CollectingApp.Now, settings: settings, configure: services => services.AddSingleton<IStartupFilter>(new CallerAddress()));
        await App.PostAsync("catalog", Catalog());
        await GrantAsync();
        await MakeTokensAsync();
        MakeSignIns();
        await MakeSessionsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    /// <summary>Sends a request as a caller, from an address that nobody else has.</summary>
    internal Task<ApiAnswer> SendAsync(string caller, string method, string path, JsonNode? body = null) =>
        SendWithAsync(CredentialOf(caller), method, path, body);

    /// <summary>Sends a request with a credential, from an address that nobody else has.</summary>
    internal Task<ApiAnswer> SendWithAsync(string? credential, string method, string path, JsonNode? body = null, string? address = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(method), $"/api/v2/{path}");
        if (credential?.StartsWith(SessionCookie.PlainName, StringComparison.Ordinal) == true)
        {
            request.Headers.Add("Coder-Session-Token", "");
            request.Headers.Add("Cookie", credential);
            request.Headers.Add("Insights-Request", "page");
        }
        else
        {
            request.Headers.Add("Coder-Session-Token", credential ?? "");
        }

        request.Headers.Add(CallerAddress.Header, address ?? NewAddress());
        request.Content = body is null ? null : JsonContent.Create(body);
        return ApiAnswer.OfAsync(App.Http, request);
    }

    /// <summary>An address that no other request came from.</summary>
    internal string NewAddress()
    {
        var number = Interlocked.Increment(ref _addresses);
        return string.Create(CultureInfo.InvariantCulture, $"10.{number >> 16}.{(number >> 8) & 255}.{number & 255}:443");
    }

    /// <summary>Makes a token for a user, or for a service.</summary>
    internal async Task<JsonNode> NewTokenAsync(string? user, params string[] scopes)
    {
        var body = new JsonObject { ["name"] = user ?? "service", ["scopes"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]) };
        body[user is null ? "service" : "user_id"] = user is null ? true : JsonValue.Create(IdOf(user));
        return (await SendWithAsync(InsightsApp.Token, "POST", "tokens", body)).AssertStatus(HttpStatusCode.Created).Body;
    }

    internal static JsonObject Catalog() => new()
    {
        ["organizations"] = new JsonArray(
            new JsonObject { ["id"] = Here, ["name"] = "here" }, new JsonObject { ["id"] = There, ["name"] = "there" }),
        ["users"] = new JsonArray([.. Users.Select(UserJson)]),
        ["groups"] = new JsonArray(new JsonObject
        {
            ["id"] = Viewers,
            ["name"] = "viewers",
            ["organization_id"] = Here,
            ["members"] = new JsonArray(IdOf("group-viewer")),
        }),
        ["templates"] = new JsonArray(
            new JsonObject { ["id"] = Template, ["name"] = "here", ["organization_id"] = Here },
            new JsonObject { ["id"] = OtherTemplate, ["name"] = "there", ["organization_id"] = There }),
    };

    private static JsonObject UserJson(string name) => new()
    {
        ["id"] = IdOf(name),
        ["username"] = name,
        ["oidc_subject"] = "oid-" + name,
        ["status"] = name == "suspended" ? "suspended" : "active",
        ["deleted"] = name == "deleted",
        ["organization_ids"] = new JsonArray(name.StartsWith("other", StringComparison.Ordinal) ? There : Here),
    };

    private string Next(List<string> some) => some[Interlocked.Increment(ref _guesses) % some.Count];

    private async Task GrantAsync()
    {
        foreach (var role in new[] { "owner", "template-admin", "auditor" })
        {
            await PutRolesAsync(role, new JsonObject { ["roles"] = new JsonArray(role) });
        }

        await PutRolesAsync("collector", new JsonObject { ["roles"] = new JsonArray("ingest") });
        await PutRolesAsync("suspended", new JsonObject { ["roles"] = new JsonArray("owner") });
        await PutRolesAsync("deleted", new JsonObject { ["roles"] = new JsonArray("owner") });
        foreach (var (user, role, organization) in new[]
        {
            ("org-admin", "organization-admin", Here), ("org-template-admin", "organization-template-admin", Here),
            ("org-auditor", "organization-auditor", Here), ("other-org-admin", "organization-admin", There),
        })
        {
            await PutRolesAsync(user, new JsonObject
            {
                ["roles"] = new JsonArray(),
                ["organization_roles"] = new JsonObject { [organization.ToString()] = new JsonArray(role) },
            });
        }

        var list = new JsonObject
        {
            ["user_perms"] = new JsonObject { [IdOf("acl-viewer").ToString()] = "view_insights", [IdOf("acl-admin").ToString()] = "admin" },
            ["group_perms"] = new JsonObject { [Viewers.ToString()] = "view_insights" },
        };
        (await SendWithAsync(InsightsApp.Token, "PATCH", $"templates/{Template}/acl", list)).AssertStatus(HttpStatusCode.OK);
    }

    private async Task PutRolesAsync(string user, JsonObject roles) =>
        (await SendWithAsync(InsightsApp.Token, "PUT", $"users/{IdOf(user)}/roles", roles)).AssertStatus(HttpStatusCode.OK);

    private async Task MakeTokensAsync()
    {
        foreach (var user in Users.Except(["victim"]))
        {
            _credentials[user] = Text(await NewTokenAsync(user, "ingest", "read", "admin"));
        }

        _credentials["none"] = null;
        _credentials["garbage"] = "garbage";
        _credentials["unknown token"] = null;
        _credentials["wrong secret"] = null;
        _credentials["revoked"] = null;
        _guessedAt.AddRange(Users.Where(_credentials.ContainsKey).Select(user => _credentials[user]![..10]));
        _credentials["expired"] = await ExpiredAsync();
        _revoked.AddRange(await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => RevokedAsync())));
        _credentials["owner, scope read"] = Text(await NewTokenAsync("owner", "read"));
        _credentials["owner, scope admin"] = Text(await NewTokenAsync("owner", "admin"));
        _credentials["owner, scope ingest"] = Text(await NewTokenAsync("owner", "ingest"));
        _credentials["service, ingest only"] = Text(await NewTokenAsync(null, "ingest"));
        _credentials["service, catalog only"] = Text(await NewTokenAsync(null, "catalog"));
        _credentials["bootstrap"] = InsightsApp.Token;
    }

    private static string Text(JsonNode token) => token["token"]!.GetValue<string>();

    private async Task<string> RevokedAsync()
    {
        var token = await NewTokenAsync("owner", "read", "admin", "ingest");
        (await SendWithAsync(Text(token), "GET", "users/me")).AssertStatus(HttpStatusCode.OK);
        (await SendWithAsync(InsightsApp.Token, "DELETE", $"tokens/{token["id"]}")).AssertStatus(HttpStatusCode.NoContent);
        return Text(token);
    }

    // Nobody can make a token that has expired already: a good one is given an older date.
    private async Task<string> ExpiredAsync()
    {
        var token = await NewTokenAsync("owner", "read", "admin", "ingest");
        var tokens = App.Services.GetRequiredService<TokenTable>();
        var stored = await tokens.FindAsync(token["id"]!.GetValue<string>(), TestContext.Current.CancellationToken);
        await tokens.DeleteAsync(stored!.Id, TestContext.Current.CancellationToken);
        await tokens.AddAsync(stored with { ExpiresAt = CollectingApp.Now.AddSeconds(-1) }, TestContext.Current.CancellationToken);
        return Text(token);
    }

    private void MakeSignIns()
    {
        var now = CollectingApp.Now;
        var signature = new SigningCredentials(Issuer.Key, SecurityAlgorithms.RsaSha256);
        string Signed(Action<SecurityTokenDescriptor> change, SigningCredentials? credentials)
        {
            var token = Issuer.Describe("oid-owner", now, "Insights.Owner");
            change(token);
            return TestIssuer.Sign(token, credentials);
        }

        _credentials["JWT of owner"] = Issuer.Token("oid-owner", now);
        _credentials["JWT of member"] = Issuer.Token("oid-member", now, "Somebody.Elses.Role");
        _credentials["JWT with role Owner"] = Issuer.Token("oid-of-nobody", now, "Insights.Owner");
        _credentials["JWT with role Auditor"] = Issuer.Token("oid-member", now, "Insights.Auditor");
        _credentials["JWT with role TemplateAdmin"] = Issuer.Token("oid-of-nobody", now, "Insights.TemplateAdmin");
        _credentials["JWT with role Ingest"] = Issuer.Token("oid-of-nobody", now, "Insights.Ingest");
        _credentials["JWT of officer"] = Issuer.Token("oid-of-officer", now);
        _credentials["JWT of suspended"] = Issuer.Token("oid-suspended", now, "Insights.Owner");
        _credentials["JWT, wrong audience"] = Signed(token => token.Audience = "api://somebody-else", signature);
        _credentials["JWT, wrong issuer"] = Signed(token => token.Issuer = "https://somebody.else", signature);
        _credentials["JWT, expired"] = Signed(token => token.Expires = now.UtcDateTime.AddMinutes(-3), signature);
        _credentials["JWT, not yet"] = Signed(token => token.NotBefore = now.UtcDateTime.AddMinutes(50), signature);
        _credentials["JWT, never expires"] = Signed(token => token.Expires = null, signature);
        _credentials["JWT, wrong key"] = Signed(_ => { }, new SigningCredentials(TestIssuer.NewKey(Issuer.Key.KeyId), SecurityAlgorithms.RsaSha256));
        _credentials["JWT, alg none"] = Signed(_ => { }, credentials: null);
        _credentials["JWT, HS256 with the public key"] = Signed(_ => { }, new SigningCredentials(
            new SymmetricSecurityKey(Issuer.Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = Issuer.Key.KeyId }, SecurityAlgorithms.HmacSha256));
        _credentials["JWT, changed"] = Changed(_credentials["JWT of owner"]!);
        _credentials["JWT, nobody's"] = Signed(token => token.Claims = new Dictionary<string, object> { ["roles"] = "Insights.Owner", ["scp"] = "access" }, signature);
    }

    private async Task MakeSessionsAsync()
    {
        foreach (var caller in (string[])["owner", "bootstrap", "member", "owner, scope ingest", "JWT with role Auditor", "JWT of officer"])
        {
            _credentials[SessionOf + caller] = (await Browser.SignedInAsync(App, _credentials[caller]!)).Cookie;
        }

        var ended = await Browser.SignedInAsync(App, InsightsApp.Token);
        (await ended.SendAsync(HttpMethod.Delete, "session")).AssertStatus(HttpStatusCode.NoContent);
        _credentials["session, signed out"] = ended.Cookie;
        _credentials["session, wrong secret"] = (await Browser.SignedInAsync(App, InsightsApp.Token)).Guessing().Cookie;

        var token = await NewTokenAsync("owner", "read", "admin", "ingest");
        _credentials["session of a revoked token"] = (await Browser.SignedInAsync(App, Text(token))).Cookie;
        (await SendWithAsync(InsightsApp.Token, "DELETE", $"tokens/{token["id"]}")).AssertStatus(HttpStatusCode.NoContent);
    }

    // The same signature under another payload.
    private string Changed(string jwt)
    {
        var other = Issuer.Token("oid-member", CollectingApp.Now, "Insights.Owner").Split('.');
        return $"{other[0]}.{other[1]}.{jwt.Split('.')[2]}";
    }
}
