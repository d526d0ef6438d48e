using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Insights.Functions.Http;

/// <summary>
/// Decodes whole contents. The streams of .NET end quietly where a content was cut short, and do not look at what follows its end: who
/// sent it meant something else then.
/// </summary>
internal static class ContentDecoding
{
    private const int BlockLength = 64 * 1024;

    /// <summary>The shortest gzip member: its header, an empty block, checksum and length.</summary>
    private const int MinGzip = 18;
    private const int GzipTrailer = 8;

    /// <summary>Decodes a gzip member, which must be all of the content. False when it is none, or not all of one, or not the whole.</summary>
    /// <exception cref="ApiException">413 or 503, as <see cref="BodyBuffer.Add"/> says.</exception>
    public static bool TryGunzip(ReadOnlyMemory<byte> content, BodyBuffer decoded)
    {
        if (content.Length < MinGzip)
        {
            return false;
        }

        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            using var stream = new GZipStream(new MemoryStream(content.ToArray(), writable: false), CompressionMode.Decompress);
            int read;
            while ((read = stream.Read(block)) > 0)
            {
                decoded.Add(block.AsSpan(0, read));
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        // RFC 1952: the last bytes are the checksum and the length of what was decoded.
        var trailer = content.Span[^GzipTrailer..];
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer) == Crc32.HashToUInt32(decoded.Memory.Span)
            && BinaryPrimitives.ReadUInt32LittleEndian(trailer[sizeof(uint)..]) == decoded.Memory.Length;
    }

    /// <summary>Decodes Brotli, which must be all of the content. False when it is none, or not all of one, or not the whole.</summary>
    /// <exception cref="ApiException">413 or 503, as <see cref="BodyBuffer.Add"/> says.</exception>
    public static bool TryUnbrotli(ReadOnlyMemory<byte> content, BodyBuffer decoded)
    {
        var rest = content.Span;
        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        var decoder = default(BrotliDecoder);
        try
        {
            OperationStatus status;
            do
            {
                status = decoder.Decompress(rest, block, out var consumed, out var written);
                rest = rest[consumed..];
                decoded.Add(block.AsSpan(0, written));
            }
            while (status == OperationStatus.DestinationTooSmall);

            return status == OperationStatus.Done && rest.IsEmpty;
        }
        finally
        {
            decoder.Dispose();
            ArrayPool<byte>.Shared.Return(block);
        }
    }
}
