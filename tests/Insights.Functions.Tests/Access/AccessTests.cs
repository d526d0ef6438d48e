using System.Net;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Ingest;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>Who is let in.</summary>
public sealed class AccessTests : IClassFixture<CollectingApp>, IDisposable
{
    private const string Period = "start_time=2026-11-01T00:00:00Z&end_time=2026-11-02T00:00:00Z";

    private readonly HttpClient _stranger;

    public AccessTests(CollectingApp collecting) => _stranger = new HttpClient { BaseAddress = collecting.App.Http.BaseAddress };

    /// <summary>Every route but the open ones, and one that does not exist: a stranger does not even learn which do.</summary>
    public static TheoryData<string, string> Closed { get; } = new()
    {
        { "POST", "/api/v2/ingest/agent-stats" },
        { "POST", "/api/v2/ingest/app-stats" },
        { "POST", "/api/v2/ingest/workspace-builds" },
        { "POST", "/api/v2/ingest/catalog" },
        { "GET", $"/api/v2/insights/templates?{Period}" },
        { "GET", $"/api/v2/insights/user-activity?{Period}" },
        { "GET", $"/api/v2/insights/user-latency?{Period}" },
        { "GET", "/api/v2/insights/daus" },
        { "GET", "/api/v2/insights/user-status-counts" },
        { "GET", $"/api/v2/templates/{Guid.Empty}/daus" },
        { "GET", "/api/v2/templates/x/daus" },
        { "GET", "/api/v2/no-such-route" },
    };

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task A_stranger_is_told_nothing_but_to_sign_in(string method, string path)
    {
        var answer = await SendAsync(method, path);
        answer.AssertError(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Theory]
    [InlineData("Coder-Session-Token", "")]
    [InlineData("Coder-Session-Token", " ")]
    [InlineData("Coder-Session-Token", "garbage")]
    [InlineData("Coder-Session-Token", InsightsApp.Token + "x")]
    [InlineData("Coder-Session-Token", "Bearer " + InsightsApp.Token)]
    [InlineData("Authorization", "")]
    [InlineData("Authorization", "Bearer")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "Bearer garbage")]
    [InlineData("Authorization", InsightsApp.Token)]
    [InlineData("Authorization", "Basic " + InsightsApp.Token)]
    [InlineData("Authorization", "Token " + InsightsApp.Token)]
    [InlineData("X-Api-Key", InsightsApp.Token)]
    [InlineData("Cookie", "coder_session_token=" + InsightsApp.Token)]
    public async Task A_credential_that_is_none_is_refused(string header, string value) =>
        (await SendAsync("GET", "/api/v2/insights/daus", header, value)).AssertError(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("coder_session_token")]
    [InlineData("Coder-Session-Token")]
    [InlineData("token")]
    [InlineData("access_token")]
    public async Task A_credential_in_the_URL_is_refused(string parameter) =>
        (await SendAsync("GET", $"/api/v2/insights/daus?{parameter}={InsightsApp.Token}")).AssertError(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("Coder-Session-Token", InsightsApp.Token)]
    [InlineData("Authorization", "Bearer " + InsightsApp.Token)]
    [InlineData("authorization", "bearer  " + InsightsApp.Token)]
    public async Task A_credential_is_taken_from_either_header(string header, string value)
    {
        (await SendAsync("GET", "/api/v2/insights/daus", header, value)).AssertStatus(HttpStatusCode.OK);
        (await SendAsync("POST", "/api/v2/ingest/catalog", header, value)).AssertError(HttpStatusCode.BadRequest); // It got as far as its empty body.
    }

    [Theory]
    [InlineData("/api/v2/healthz")]
    [InlineData("/api/v2/buildinfo")]
    public async Task Operators_need_no_credential(string path)
    {
        (await SendAsync("GET", path)).AssertStatus(HttpStatusCode.OK);
        (await SendAsync("GET", path, "Coder-Session-Token", "garbage")).AssertStatus(HttpStatusCode.OK);
    }

    public void Dispose() => _stranger.Dispose();

    private Task<ApiAnswer> SendAsync(string method, string path, string? header = null, string? value = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        return ApiAnswer.OfAsync(_stranger, request);
    }
}
