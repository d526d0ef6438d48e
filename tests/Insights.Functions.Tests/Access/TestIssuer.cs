using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>A real OpenID Connect issuer: it publishes its keys over HTTP and signs with the newest of them.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "api://insights";

    private readonly WebApplication _web;
    private readonly ConcurrentDictionary<string, RsaSecurityKey> _published = new();
    private RsaSecurityKey _key;
    private int _readings;

    private TestIssuer(WebApplication web)
    {
        _web = web;
        _key = NewKey("key-0");
        _published[_key.KeyId] = _key;
    }

    public string Authority { get; private set; } = "";

    /// <summary>The key that it signs with.</summary>
    public RsaSecurityKey Key => _key;

    /// <summary>How often its keys were read.</summary>
    public int Readings => Volatile.Read(ref _readings);

    /// <summary>How long an answer takes after it was made.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether it does not answer.</summary>
    public bool IsDown { get; set; }

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var issuer = new TestIssuer(builder.Build());
        issuer._web.UseRouting();
        issuer._web.MapGet("/.well-known/openid-configuration", issuer.DiscoveryAsync);
        issuer._web.MapGet("/keys", issuer.KeysAsync);
        await issuer._web.StartAsync(TestContext.Current.CancellationToken);
        issuer.Authority = issuer._web.Urls.Single();
        return issuer;
    }

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    /// <summary>Signs with a new key from now on. The old one is withdrawn.</summary>
    public void Rotate(int number)
    {
        var old = _key;
        var next = NewKey($"key-{number}");
        _published[next.KeyId] = next;
        _key = next;
        _published.TryRemove(old.KeyId, out _);
    }

    /// <summary>A token as this issuer makes them.</summary>
    public string Token(string subject, DateTimeOffset now, params string[] roles) => Sign(Describe(subject, now, roles), new SigningCredentials(_key, SecurityAlgorithms.RsaSha256));

    /// <summary>What such a token says.</summary>
    public SecurityTokenDescriptor Describe(string subject, DateTimeOffset now, params string[] roles) => new()
    {
        Issuer = Authority,
        Audience = Audience,
        NotBefore = now.UtcDateTime.AddMinutes(-5),
        IssuedAt = now.UtcDateTime.AddMinutes(-5),
        Expires = now.UtcDateTime.AddHours(1),
        Claims = new Dictionary<string, object> { ["sub"] = "pairwise-" + subject, ["oid"] = subject, ["roles"] = roles, ["scp"] = "access" },
    };

    public static string Sign(SecurityTokenDescriptor token, SigningCredentials? credentials)
    {
        token.SigningCredentials = credentials;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    public async ValueTask DisposeAsync() => await _web.DisposeAsync();

    private Task DiscoveryAsync(HttpContext http) => WriteAsync(http, new JsonObject
    {
        ["issuer"] = Authority,
        ["jwks_uri"] = Authority + "/keys",
        ["authorization_endpoint"] = Authority + "/authorize",
        ["token_endpoint"] = Authority + "/token",
    });

    private Task KeysAsync(HttpContext http)
    {
        Interlocked.Increment(ref _readings);
        return WriteAsync(http, new JsonObject { ["keys"] = new JsonArray([.. _published.Values.Select(KeyJson)]) });
    }

    private static JsonObject KeyJson(RsaSecurityKey key)
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = key.KeyId,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }

    private async Task WriteAsync(HttpContext http, JsonObject body)
    {
        await Task.Delay(Delay, http.RequestAborted);
        http.Response.StatusCode = IsDown ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(IsDown ? "{}" : body.ToJsonString());
    }
}
