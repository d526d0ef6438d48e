using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http;

/// <summary>An answer with a JSON body. One that may be large is written as it is made: it needs the memory of a part of it.</summary>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="body">What is written.</param>
/// <param name="type">How it is written.</param>
/// <param name="compressed">
/// Whether it is compressed for who accepts that, and may be large. What has a secret beside text of a caller never is: its length would tell of the secret.
/// </param>
public sealed class JsonResultOf<T>(int statusCode, T body, JsonTypeInfo<T> type, bool compressed = false) : IResult
{
    /// <summary>Below how many bytes compressing gains nothing: what is less goes in one packet anyway.</summary>
    internal const int MinCompressed = 1400;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = statusCode;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        return ClosedRequest.WriteAsync(httpContext, cancel => WriteAsync(httpContext, cancel));
    }

    private async Task WriteAsync(HttpContext http, CancellationToken cancel)
    {
        if (compressed)
        {
            await using var answer = new AnswerStream(http, MinCompressed);
            await JsonSerializer.SerializeAsync(answer, body, type, cancel);
            await answer.CompleteAsync(cancel);
            return;
        }

        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, type);
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, cancel);
    }
}
