using System.Net;
using Azure.Data.Tables;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Ingest;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>What every answer has in common.</summary>
public sealed class AnswerTests(CollectingApp collecting) : IClassFixture<CollectingApp>
{
    private const string Report = "/api/v2/insights/user-activity?start_time=2026-11-01T00:00:00Z&end_time=2026-11-02T00:00:00Z";

    [Theory]
    [InlineData("GET", "/api/v2/no-such-route")]
    [InlineData("GET", "/api/v2")]
    [InlineData("GET", "/api/v1/insights/daus")]
    [InlineData("GET", "/insights/daus")]
    public async Task What_no_route_takes_is_not_found(string method, string path) =>
        (await SendAsync(method, path)).AssertError(HttpStatusCode.NotFound);

    [Theory]
    [InlineData(Report)]
    [InlineData("/api/v2/insights/daus")]
    [InlineData("/api/v2/buildinfo")]
    [InlineData("/api/v2/healthz")]
    public async Task Answers_are_JSON_and_no_cache_gives_them_without_asking(string path)
    {
        using var response = await collecting.App.SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.True(response.Headers.CacheControl is { NoStore: true } || response.Headers is { ETag: not null, CacheControl: { Private: true, NoCache: true } });
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("abc-123_x.Y")]
    [InlineData("1")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task A_correlation_id_comes_back(string id)
    {
        foreach (var path in (string[])[Report, "/api/v2/insights/user-activity", "/api/v2/no-such-route"])
        {
            Assert.Equal(id, CorrelationOf(await SendAsync("GET", path, id)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("<script>")]
    [InlineData("a,b")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public async Task A_correlation_id_that_is_not_sane_is_replaced(string id)
    {
        var first = CorrelationOf(await SendAsync("GET", Report, id));
        var second = CorrelationOf(await SendAsync("GET", Report, id));
        Assert.All([first, second], given => Assert.Matches("^[0-9a-f]{32}$", given));
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret-garbage")]
    public async Task A_fault_tells_its_correlation_id_and_nothing_else(string stored)
    {
        // A row that no release wrote: reading it fails in the middle of the service.
        var template = Guid.NewGuid();
        var row = new TableEntity($"{template:N}_20261101", "h00-d-from-elsewhere") { ["d0"] = System.Text.Encoding.UTF8.GetBytes(stored) };
        await collecting.App.Tables.GetTableClient(StorageNames.UsageTable).AddEntityAsync(row, TestContext.Current.CancellationToken);

        var answer = (await SendAsync("GET", $"{Report}&template_ids={template}", "the-correlation-id")).AssertError(HttpStatusCode.InternalServerError);
        Assert.Equal(
            """{"message":"An unexpected fault occurred.","detail":"It was logged under the correlation id the-correlation-id."}""", answer.Text);
        Assert.Equal("the-correlation-id", CorrelationOf(answer));

        // Others are not harmed.
        (await SendAsync("GET", $"{Report}&template_ids={Guid.NewGuid()}")).AssertStatus(HttpStatusCode.OK);
    }

    private static string CorrelationOf(ApiAnswer answer) => Assert.Single(answer.Headers.GetValues("X-Request-Id"));

    private Task<ApiAnswer> SendAsync(string method, string path, string? correlation = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
        if (correlation is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Request-Id", correlation);
        }

        return ApiAnswer.OfAsync(collecting.App.Http, request);
    }
}
