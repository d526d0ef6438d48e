using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>An answer as a caller gets it, and what is asked of every one that is an error.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Text, HttpResponseHeaders Headers)
{
    private static readonly string[] ErrorFields = ["message", "detail", "validations"];

    /// <summary>The methods that <c>Allow</c> names.</summary>
    public IReadOnlyCollection<string> Allow { get; init; } = [];

    public JsonNode Body => JsonNode.Parse(Text)!;

    public string Message => Body["message"]!.GetValue<string>();

    /// <summary>The fields that the answer names, in its order.</summary>
    public string[] Fields => [.. (Body["validations"]?.AsArray() ?? []).Select(one => one!["field"]!.GetValue<string>())];

    public static Task<ApiAnswer> GetAsync(InsightsApp app, string pathAndQuery) =>
        OfAsync(app.Http, new HttpRequestMessage(HttpMethod.Get, pathAndQuery));

    /// <summary>Posts JSON as it is written, so that also what no serializer would write can be sent.</summary>
    public static Task<ApiAnswer> PostAsync(InsightsApp app, string route, string json) =>
        PostAsync(app, route, Encoding.UTF8.GetBytes(json), encoding: null);

    public static Task<ApiAnswer> PostAsync(InsightsApp app, string route, byte[] body, string? encoding)
    {
        var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        if (encoding is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        return OfAsync(app.Http, new HttpRequestMessage(HttpMethod.Post, $"/api/v2/ingest/{route}") { Content = content });
    }

    public static async Task<ApiAnswer> OfAsync(HttpClient http, HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            return new ApiAnswer(
                response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers)
            {
                Allow = [.. response.Content.Headers.Allow],
            };
        }
    }

    /// <summary>Asserts the status, the one shape of errors, and the fields that are named.</summary>
    public ApiAnswer AssertError(HttpStatusCode status, params IEnumerable<string> fields)
    {
        AssertStatus(status);
        var body = Assert.IsType<JsonObject>(Body);
        Assert.Empty(body.Select(field => field.Key).Except(ErrorFields));
        Assert.NotEmpty(Message);
        foreach (var validation in body["validations"]?.AsArray() ?? [])
        {
            Assert.Equal(["field", "detail"], validation!.AsObject().Select(field => field.Key));
            Assert.NotEmpty(validation["detail"]!.GetValue<string>());
        }

        Assert.Equal(fields, Fields);
        Assert.True(Headers.CacheControl is { NoStore: true }, "An error may be kept by a cache.");
        Assert.Matches("^[A-Za-z0-9._-]{1,64}$", Assert.Single(Headers.GetValues("X-Request-Id")));
        return this;
    }

    public ApiAnswer AssertAccepted(int count)
    {
        AssertStatus(HttpStatusCode.Accepted);
        Assert.Equal($$"""{"accepted":{{count}}}""", Text);
        return this;
    }

    public ApiAnswer AssertStatus(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Expected {(int)status}, but the answer was {(int)Status} {Text}");
        return this;
    }
}
