using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http;

/// <summary>Reads a JSON body, decompressed as its header says, within the limit of what is decoded.</summary>
public static class RequestBody
{
    /// <summary>The most bytes of a body after decoding.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private const int BlockLength = 64 * 1024;

    /// <summary>How long a body may be on its way: what is held of one that hardly comes, others cannot have.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(2);

    /// <summary>The body as a JSON object, in which every string and every name is text.</summary>
    /// <exception cref="ApiException">As <see cref="ReadBytesAsync"/> says, and 400 for what is no JSON object.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Parse(await ReadBytesAsync(request, cancellationToken));

    /// <summary>The bytes of the body as nobody has looked at them yet: for who reads JSON as it goes (<see cref="JsonText"/>).</summary>
    /// <exception cref="ApiException">
    /// 413 above <see cref="MaxLength"/>, 415 for a content encoding other than gzip or br, 408 for one that hardly comes, 503 while too
    /// many others are held (<see cref="BodyAdmission"/>), 400 for one that is not encoded as it says.
    /// </exception>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxLength)
        {
            throw TooLarge();
        }

        var decode = DecoderOf(request);
        var lease = BodyLease.Of(request);
        var content = new BodyBuffer(MaxLength, lease);
        await ReceiveAsync(request, content, cancellationToken);
        var json = decode(content, new BodyBuffer(MaxLength, lease));
        if (lease is not null)
        {
            await lease.BeginAsync(cancellationToken);
        }

        return json.Memory;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json) => JsonText.Read(json.Span, _ =>
    {
        var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw JsonText.NoObject();
    });

    private static Func<BodyBuffer, BodyBuffer, BodyBuffer> DecoderOf(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant() switch
    {
        "" or "identity" => (content, _) => content,
        "gzip" => (content, decoded) => Decoded(ContentDecoding.TryGunzip, content, decoded),
        "br" => (content, decoded) => Decoded(ContentDecoding.TryUnbrotli, content, decoded),
        var encoding => throw new ApiException(
            StatusCodes.Status415UnsupportedMediaType,
            new ApiError("The content encoding is not supported.", $"It is \"{JsonItem.Shown(encoding)}\"; it may be gzip, br or left out.")),
    };

    private static BodyBuffer Decoded(Func<ReadOnlyMemory<byte>, BodyBuffer, bool> decode, BodyBuffer content, BodyBuffer decoded) =>
        decode(content.Memory, decoded) ? decoded : throw ApiException.BadRequest("Request body does not match its content encoding.");

    private static async Task ReceiveAsync(HttpRequest request, BodyBuffer buffer, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(MaxTime);
        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(block, deadline.Token)) > 0)
            {
                buffer.Add(block.AsSpan(0, read));
            }
        }
        catch (BadHttpRequestException e)
        {
            throw new ApiException(e.StatusCode, new ApiError("Request body could not be read."));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested && !request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            throw new ApiException(
                StatusCodes.Status408RequestTimeout, new ApiError("The request body came too slowly.", $"It may take {MaxTime.TotalMinutes:0} minutes. Send it in parts."));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static ApiException TooLarge() => BodyBuffer.TooLarge(MaxLength);
}
