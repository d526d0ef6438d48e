using System.IO.Compression;
using System.Net;
using System.Text;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Ingest;

/// <summary>How large a request may be, and how it may be encoded.</summary>
public sealed class IngestLimitsTests(CollectingApp collecting) : IClassFixture<CollectingApp>
{
    private const int MaxLength = 4 * 1024 * 1024;

    [Theory]
    [InlineData(null)]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_may_have_4_MiB_after_decoding_and_not_a_byte_more(string? encoding)
    {
        (await PostAsync(Padded(MaxLength), encoding)).AssertAccepted(0);
        (await PostAsync(Padded(MaxLength + 1), encoding)).AssertError(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_bomb_is_not_unpacked(string encoding)
    {
        var bomb = Encoded(Padded(MaxLength * 16), encoding);
        Assert.True(bomb.Length < MaxLength / 4, "This bomb is refused for its own length.");
        (await PostEncodedAsync(bomb, encoding)).AssertError(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("app")]
    [InlineData("bucket")]
    [InlineData("build")]
    [InlineData("user")]
    [InlineData("version")]
    public async Task More_than_10_000_items_are_too_many(string kind)
    {
        var body = GoodItem.Body(kind, Enumerable.Repeat("{}", 10_001));
        (await ApiAnswer.PostAsync(collecting.App, GoodItem.RouteOf(kind), body)).AssertError(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task The_items_of_all_lists_of_a_request_count_together()
    {
        var body = $$"""{"organizations":[{{Some(GoodItem.Of("organization"), 5000)}}],"users":[{{Some(GoodItem.Of("user"), 5001)}}]}""";
        (await ApiAnswer.PostAsync(collecting.App, "catalog", body)).AssertError(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Sessions_of_too_many_half_hours_are_too_many()
    {
        // 180 days are 8,640 half-hours; 1,000,000 are taken.
        var session = GoodItem.With("app", "session_started_at", "\"2026-01-01T00:00:00Z\"");
        (await ApiAnswer.PostAsync(collecting.App, "app-stats", $$"""{"stats":[{{Some(session, 116)}}]}""")).AssertError(HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(0, await CollectingApp.QueuedAsync(collecting.App));
    }

    [Fact]
    public async Task An_item_that_no_row_could_hold_is_named()
    {
        var parameters = Some($$"""{"name":"p","value":"{{new string('x', 64 * 1024)}}"}""", 15);
        var build = GoodItem.With("build", "parameters", $"[{parameters}]");
        (await ApiAnswer.PostAsync(collecting.App, "workspace-builds", GoodItem.Body("build", GoodItem.Of("build"), build)))
            .AssertError(HttpStatusCode.BadRequest, "builds[1]");
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip, br")]
    [InlineData("utf-8")]
    public async Task Another_content_encoding_is_not_supported(string encoding)
    {
        var answer = await PostEncodedAsync(Padded(100), encoding);
        answer.AssertError(HttpStatusCode.UnsupportedMediaType);
        Assert.Contains(encoding, answer.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        // What is sent back is cut.
        var text = (await PostEncodedAsync(Padded(100), encoding + new string('x', 5000))).AssertError(HttpStatusCode.UnsupportedMediaType).Text;
        Assert.InRange(text.Length, 1, 300);
    }

    [Theory]
    [InlineData("GZIP", "gzip")]
    [InlineData("identity", null)]
    [InlineData("Br", "br")]
    public async Task An_encoding_is_known_in_any_case(string name, string? encoding) =>
        (await PostEncodedAsync(Encoded(Padded(100), encoding), name)).AssertAccepted(0);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_that_is_not_encoded_as_it_says_is_bad(string encoding)
    {
        var whole = Encoded(Padded(1000), encoding);
        byte[][] bodies =
        [
            Padded(100), whole[..(whole.Length / 2)], [.. whole[..12], .. whole[16..]], [],
            whole[..^1], whole[..^4], whole[..^8], [.. whole, 0], [.. whole, .. "junk"u8], [.. whole, .. whole], [.. whole[..^1], (byte)(whole[^1] + 1)],
        ];
        foreach (var body in bodies)
        {
            (await PostEncodedAsync(body, encoding)).AssertError(HttpStatusCode.BadRequest);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("""{"stats":[]""")]
    [InlineData("""{"stats":[]} x""")]
    [InlineData("""{"stats":[],}""")]
    [InlineData("""{'stats':[]}""")]
    [InlineData("""{"stats":[NaN]}""")]
    [InlineData("""{"stats":[{"connection_median_latency_ms":Infinity}]}""")]
    [InlineData("""{"stats":[] /* none */}""")]
    public async Task A_body_that_is_no_JSON_is_bad(string body) =>
        Assert.Equal(
            "Request body must be valid JSON.",
            (await ApiAnswer.PostAsync(collecting.App, "agent-stats", body)).AssertError(HttpStatusCode.BadRequest).Message);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"stats\"")]
    public async Task A_body_that_is_no_object_is_bad(string body)
    {
        foreach (var route in (string[])["agent-stats", "app-stats", "usage-buckets", "workspace-builds", "catalog"])
        {
            Assert.Equal(
                "Request body must be a JSON object.",
                (await ApiAnswer.PostAsync(collecting.App, route, body)).AssertError(HttpStatusCode.BadRequest).Message);
        }
    }

    [Fact]
    public async Task Depth_is_bounded() =>
        (await ApiAnswer.PostAsync(collecting.App, "agent-stats", $$"""{"stats":[],"x":{{new string('[', 100_000)}}{{new string(']', 100_000)}} }"""))
            .AssertError(HttpStatusCode.BadRequest);

    private static string Some(string item, int count) => string.Join(',', Enumerable.Repeat(item, count));

    private static byte[] Padded(int length)
    {
        const string Start = """{"stats":[],"padding":" """;
        return Encoding.UTF8.GetBytes(Start.PadRight(length - 2, 'x') + "\"}");
    }

    private static byte[] Encoded(byte[] body, string? encoding)
    {
        using var buffer = new MemoryStream();
        using (Stream? stream = encoding switch
        {
            "gzip" => new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(buffer, CompressionLevel.Optimal, leaveOpen: true),
            _ => null,
        })
        {
            (stream ?? buffer).Write(body);
        }

        return buffer.ToArray();
    }

    private Task<ApiAnswer> PostAsync(byte[] body, string? encoding) => PostEncodedAsync(Encoded(body, encoding), encoding);

    private Task<ApiAnswer> PostEncodedAsync(byte[] body, string? encoding) => ApiAnswer.PostAsync(collecting.App, "agent-stats", body, encoding);
}
