using System.Net;
using Insights.Functions.Tests.Ingest;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>A wrong method is told from a wrong path.</summary>
public sealed class WrongMethodTests(CollectingApp collecting) : IClassFixture<CollectingApp>
{
    [Theory]
    [InlineData("DELETE", "/api/v2/insights/templates", "GET, POST")]
    [InlineData("GET", "/api/v2/ingest/agent-stats", "POST")]
    [InlineData("PUT", "/api/v2/tokens", "GET, POST")]
    [InlineData("GET", "/api/v2/tokens/0123456789", "DELETE")]
    [InlineData("POST", "/api/v2/users/00000000-0000-0000-0000-000000000001/roles", "GET, PUT")]
    [InlineData("PATCH", "/api/v2/session", "DELETE, POST")]
    [InlineData("POST", "/api/v2/insights/daus", "GET")]
    [InlineData("PUT", "/api/v2/ingest/catalog", "POST")]
    [InlineData("POST", "/api/v2/healthz", "GET, HEAD")]
    [InlineData("OPTIONS", "/api/v2/ingest/app-stats", "POST")]
    [InlineData("POST", "/", "GET, HEAD")]
    [InlineData("POST", "/deployment", "GET, HEAD")]
    public async Task The_methods_that_there_are_at_a_path_are_named(string method, string path, string allowed)
    {
        var answer = await ApiAnswer.OfAsync(collecting.App.Http, new HttpRequestMessage(HttpMethod.Parse(method), path));
        answer.AssertError(HttpStatusCode.MethodNotAllowed);
        Assert.Equal(allowed, string.Join(", ", answer.Allow));
        Assert.Contains(allowed, answer.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/v2/no-such-route")]
    [InlineData("POST", "/api/v2/insights/templates/more")]
    [InlineData("GET", "/api/v2/insights")]
    [InlineData("DELETE", "/api/v1/tokens")]
    public async Task Where_there_is_nothing_no_method_is_named(string method, string path)
    {
        var answer = await ApiAnswer.OfAsync(collecting.App.Http, new HttpRequestMessage(HttpMethod.Parse(method), path));
        answer.AssertError(HttpStatusCode.NotFound);
        Assert.Empty(answer.Allow);
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_told_nothing_of_it()
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v2/insights/templates") { Headers = { { "Coder-Session-Token", "" } } };
        (await ApiAnswer.OfAsync(collecting.App.Http, request)).AssertError(HttpStatusCode.Unauthorized);
    }
}
