using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>An answer whose caller goes while it is written fails nothing; one that fails otherwise does.</summary>
public sealed class ClosedRequestTests
{
    private static readonly JsonSerializerOptions Options = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public static TheoryData<string> Kinds => ["whole JSON", "JSON in parts", "CSV"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_caller_who_goes_while_the_answer_is_written_is_no_failure(string kind)
    {
        using var gone = new CancellationTokenSource();
        var written = 0;
        var http = HttpOf(() =>
        {
            written++;
            gone.Cancel();
            throw new IOException("The client reset the stream.");
        }, gone.Token);
        await ResultOf(kind).ExecuteAsync(http);
        Assert.Equal(1, written);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_body_that_cannot_be_written_though_the_caller_waits_is_one(string kind)
    {
        var http = HttpOf(() => throw new IOException("The disk is full."), CancellationToken.None);
        await Assert.ThrowsAsync<IOException>(() => ResultOf(kind).ExecuteAsync(http));
    }

    private static IResult ResultOf(string kind)
    {
        string[] body = [.. Enumerable.Range(0, 20_000).Select(number => $"text {number}")];
        var type = (JsonTypeInfo<string[]>)Options.GetTypeInfo(typeof(string[]));
        return kind switch
        {
            "CSV" => new CsvResult("a.csv", body.Select(text => (IReadOnlyList<CsvField>)[CsvField.Of(text)]), marked: false),
            _ => new JsonResultOf<string[]>(StatusCodes.Status200OK, body, type, compressed: kind == "JSON in parts"),
        };
    }

    private static DefaultHttpContext HttpOf(Action onWrite, CancellationToken aborted)
    {
        var http = new DefaultHttpContext { RequestAborted = aborted };
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new Body(onWrite)));
        return http;
    }

    private sealed class Body(Action onWrite) : MemoryStream
    {
        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            onWrite();
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
