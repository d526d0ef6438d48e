using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http;

/// <summary>Reads a JSON body, decompressed as its header says, within the limit of what is decoded.</summary>
public static class RequestBody
{
    /// <summary>The most bytes of a body after decoding.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private const int BlockLength = 64 * 1024;

    /// <summary>The body as a JSON object, in which every string and every name is text.</summary>
    /// <exception cref="ApiException">
    /// 413 above <see cref="MaxLength"/>, 415 for a content encoding other than gzip or br, 400 for anything else that is no JSON object.
    /// </exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxLength)
        {
            throw TooLarge();
        }

        using var buffer = new MemoryStream(Math.Max(BlockLength, (int)(request.ContentLength ?? 0)));
        await using (var decoded = Decoded(request))
        {
            await FillAsync(decoded, buffer, cancellationToken);
        }

        return Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        if (!TextCheck.IsUtf8(json.Span))
        {
            throw ApiException.BadRequest("Request body must be valid UTF-8.");
        }

        try
        {
            var document = JsonDocument.Parse(json);
            var halfPair = TextCheck.FirstHalfPair(json.Span);
            if (halfPair is null && document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            throw halfPair is { } at
                ? ApiException.BadRequest("Request body must be valid Unicode.", detail: $"The string at byte {at + 1} escapes half of a surrogate pair.")
                : ApiException.BadRequest("Request body must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw ApiException.BadRequest(
                "Request body must be valid JSON.", detail: $"Line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} is not valid JSON.");
        }
    }

    private static Stream Decoded(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
    {
        "" or "identity" => request.Body,
        "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
        "br" => new BrotliStream(request.Body, CompressionMode.Decompress),
        var encoding => throw new ApiException(
            StatusCodes.Status415UnsupportedMediaType,
            new ApiError("The content encoding is not supported.", $"It is \"{encoding}\"; it may be gzip, br or left out.")),
    };

    private static async Task FillAsync(Stream source, MemoryStream buffer, CancellationToken cancellationToken)
    {
        var block = System.Buffers.ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            int read;
            while ((read = await source.ReadAsync(block, cancellationToken)) > 0)
            {
                if (buffer.Length + read > MaxLength)
                {
                    throw TooLarge();
                }

                buffer.Write(block, 0, read);
            }
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            throw ApiException.BadRequest("Request body does not match its content encoding.");
        }
        catch (BadHttpRequestException e)
        {
            throw new ApiException(e.StatusCode, new ApiError("Request body could not be read."));
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static ApiException TooLarge() => ApiException.TooLarge($"A body may have {MaxLength} bytes after decoding. Send it in parts.");
}
