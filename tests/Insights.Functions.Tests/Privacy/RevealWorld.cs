using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.Access;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>A service with pseudonyms and two officers, of whom one is in no catalog; and an instance of it where a reveal takes both.</summary>
public sealed class RevealWorld(StorageEmulator emulator) : IAsyncLifetime
{
    /// <summary>An officer who is in no catalog.</summary>
    public const string Officer = "officer-from-outside";

    /// <summary>An officer who is a user: the sixth.</summary>
    public const string OtherOfficer = "subject6";

    private TestIssuer? _issuer;
    private InsightsApp? _one;
    private InsightsApp? _two;

    /// <summary>Where one officer is enough.</summary>
    public InsightsApp One => _one!;

    /// <summary>Where it takes two.</summary>
    public InsightsApp Two => _two!;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        _one = await PrivateApp.StartAsync(emulator, "pseudonymous", Settings(needTwo: false));
        _two = await PrivateApp.StartAsync(emulator, "aggregated", Settings(needTwo: true));
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Two.DisposeAsync();
        await _issuer!.DisposeAsync();
    }

    /// <summary>What an issuer signs for somebody, now.</summary>
    public string TokenOf(InsightsApp app, string subject, params string[] roles) => _issuer!.Token(subject, app.Clock.GetUtcNow(), roles);

    /// <summary>Sends a request as somebody who signed in.</summary>
    internal Task<ApiAnswer> SendAsync(InsightsApp app, string subject, string method, string path, JsonNode? body = null, params string[] roles) =>
        SendWithAsync(app, TokenOf(app, subject, roles), method, path, body);

    /// <summary>Sends a request with a credential.</summary>
    internal static Task<ApiAnswer> SendWithAsync(InsightsApp app, string token, string method, string path, JsonNode? body = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(method), $"/api/v2/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Coder-Session-Token", token);
        return ApiAnswer.OfAsync(app.Http, request);
    }

    /// <summary>A reveal that an officer asks for.</summary>
    internal async Task<JsonNode> RevealAsync(InsightsApp app, string officer, JsonObject whom, int hours = 4, string reason = "ticket 4711") =>
        (await SendAsync(app, officer, "POST", "insights/reveals", With(whom, hours, reason))).AssertStatus(System.Net.HttpStatusCode.Created).Body;

    /// <summary>What somebody gets of the page of a user.</summary>
    internal Task<ApiAnswer> PageAsync(InsightsApp app, string subject, int user, params string[] roles) =>
        SendAsync(app, subject, "GET", $"insights/users/{Stats.User(user)}?{PrivateApp.Period}", body: null, roles);

    internal static JsonObject With(JsonObject whom, int hours, string reason)
    {
        var body = (JsonObject)whom.DeepClone();
        (body["hours"], body["reason"]) = (hours, reason);
        return body;
    }

    private Dictionary<string, string?> Settings(bool needTwo) => new()
    {
        ["Insights:Auth:Authority"] = _issuer!.Authority,
        ["Insights:Auth:Audience"] = TestIssuer.Audience,
        ["Insights:Privacy:Officers"] = $"{Officer}, {OtherOfficer}",
        ["Insights:Privacy:RevealsNeedTwo"] = needTwo ? "true" : "false",
    };
}
