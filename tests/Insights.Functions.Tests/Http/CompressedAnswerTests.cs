using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Insights.Functions.Http;
using Insights.Functions.Tests.Insights;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>Answers are compressed for who accepts it, except those that may have a secret.</summary>
public sealed class CompressedAnswerTests(ScenarioApp scenario) : IClassFixture<ScenarioApp>
{
    private const string Report = $"/api/v2/insights/user-activity?{ScenarioApp.Period}";

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0", null)]
    [InlineData("deflate, identity", null)]
    [InlineData("br;q=0", null)]
    [InlineData("nonsense;;", null)]
    [InlineData(null, null)]
    public async Task A_report_is_compressed_as_the_client_accepts_it(string? accepted, string? expected)
    {
        var plain = await scenario.App.Http.GetByteArrayAsync(Report, TestContext.Current.CancellationToken);
        foreach (var path in (string[])[Report, $"/api/v2/insights/export?{ScenarioApp.Period}"])
        {
            using var answer = await SendAsync(HttpMethod.Get, path, accepted);
            Assert.Equal(expected, answer.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            var sent = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            var read = Decoded(sent, expected);
            Assert.True(path == Report ? plain.AsSpan().SequenceEqual(read) : read.AsSpan().StartsWith("\ufeffsection,"u8));
            Assert.True(expected is null || sent.Length < read.Length / 2, $"{sent.Length} bytes of {read.Length}.");
        }
    }

    [Fact]
    public async Task What_fits_into_a_packet_goes_as_it_is()
    {
        using var answer = await SendAsync(HttpMethod.Get, "/api/v2/users/me", "br");
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.InRange(answer.Content.Headers.ContentLength!.Value, 2, JsonResultOf<object>.MinCompressed - 1);
    }

    [Fact]
    public async Task A_new_token_is_not_compressed_however_long_what_stands_beside_it()
    {
        var body = new JsonObject { ["name"] = new string('n', 60), ["scopes"] = new JsonArray("read", "admin"), ["service"] = true };
        using var answer = await SendAsync(HttpMethod.Post, "/api/v2/tokens", "br, gzip", JsonContent.Create(body));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.ContentEncoding);

        var http = new DefaultHttpContext { Request = { Headers = { AcceptEncoding = "br" } } };
        await JsonAnswer.Created(new ApiError(new string('n', 100_000)), ApiJsonContext.Api.ApiError).ExecuteAsync(http);
        Assert.InRange(http.Response.ContentLength!.Value, 100_000, 100_100);
        Assert.Empty(http.Response.Headers.ContentEncoding.ToString());
    }

    private static byte[] Decoded(byte[] sent, string? encoding)
    {
        if (encoding is null)
        {
            return sent;
        }

        using var source = new MemoryStream(sent);
        using Stream stream = encoding == "br" ? new BrotliStream(source, CompressionMode.Decompress) : new GZipStream(source, CompressionMode.Decompress);
        using var read = new MemoryStream();
        stream.CopyTo(read);
        return read.ToArray();
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? accepted, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (accepted is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        }

        return scenario.App.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
