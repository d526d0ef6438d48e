using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;

namespace Insights.Functions.Usage;

/// <summary>
/// The one binary form of a <see cref="UsageSegment"/>, from the queue message to the sealed row.
/// <code>
/// version (1 byte) | flags (1 byte) | [raw length, if compressed] | body, Brotli if compressed | CRC-32 of all before (4 bytes)
/// </code>
/// The body holds the dictionaries and then one column after the other (<see cref="SegmentBody"/>). Equal segments have equal bytes.
/// Stored bytes outlive releases: a change of the body is a new version, and a reader understands every version ever written.
/// </summary>
public static class SegmentCodec
{
    /// <summary>The version that is written, and the first byte of what is written.</summary>
    public const byte Version = 1;

    private const byte Compressed = 1;
    private const int ChecksumLength = 4;
    private const int BrotliQuality = 6;
    private const int BrotliWindow = 22;

    /// <summary>The largest body that is read: far above any day of any template, low enough to be held.</summary>
    private const int MaxBodyLength = 256 * 1024 * 1024;

    /// <summary>The segment as bytes.</summary>
    public static byte[] Encode(UsageSegment segment) => Encode(segment, compress: false);

    /// <summary>The segment as bytes, compressed: for rows that are written once and read for months.</summary>
    public static byte[] EncodeCompressed(UsageSegment segment) => Encode(segment, compress: true);

    /// <summary>The segment that <paramref name="bytes"/> hold.</summary>
    /// <exception cref="SegmentFormatException">They are cut off, changed, of an unknown version, or no segment at all.</exception>
    public static UsageSegment Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 + ChecksumLength)
        {
            throw new SegmentFormatException($"{bytes.Length} bytes are too few for a segment.");
        }

        if (bytes[0] != Version)
        {
            throw new SegmentFormatException($"The segment is of version {bytes[0]}; this release reads version {Version}.");
        }

        var content = bytes[..^ChecksumLength];
        var checksum = new PackedReader(bytes[^ChecksumLength..]).Fixed32();
        if (Crc32.HashToUInt32(content) != checksum)
        {
            throw new SegmentFormatException($"The checksum of the segment's {bytes.Length} bytes is wrong: they were cut off or changed.");
        }

        return bytes[1] switch
        {
            0 => SegmentBody.Read(content[2..]),
            Compressed => DecodeCompressed(content[2..]),
            var flags => throw new SegmentFormatException($"The segment has the flags {flags:x2}, which this release does not know."),
        };
    }

    /// <summary>How many bytes a segment has when it is not compressed, as its bytes say; nothing else of them is looked at.</summary>
    internal static int RawLengthOf(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 2 + ChecksumLength && bytes[1] == Compressed ? new PackedReader(bytes[2..]).Integer() : bytes.Length;

    private static byte[] Encode(UsageSegment segment, bool compress)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new PackedWriter(buffer);
        writer.Byte(Version);
        writer.Byte(compress ? Compressed : (byte)0);
        if (compress)
        {
            WriteCompressed(segment, buffer);
        }
        else
        {
            SegmentBody.Write(segment, buffer);
        }

        writer.Fixed32(Crc32.HashToUInt32(buffer.WrittenSpan));
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteCompressed(UsageSegment segment, ArrayBufferWriter<byte> buffer)
    {
        var body = new ArrayBufferWriter<byte>();
        SegmentBody.Write(segment, body);
        new PackedWriter(buffer).Integer(body.WrittenCount);
        var room = buffer.GetSpan(BrotliEncoder.GetMaxCompressedLength(body.WrittenCount));
        if (!BrotliEncoder.TryCompress(body.WrittenSpan, room, out var written, BrotliQuality, BrotliWindow))
        {
            throw new InvalidOperationException($"A segment of {body.WrittenCount} bytes could not be compressed into {room.Length}.");
        }

        buffer.Advance(written);
    }

    private static UsageSegment DecodeCompressed(ReadOnlySpan<byte> content)
    {
        var reader = new PackedReader(content);
        var length = reader.Integer();
        if (length > MaxBodyLength)
        {
            throw new SegmentFormatException($"A segment of {length} bytes is larger than the {MaxBodyLength} that are read.");
        }

        var body = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            return BrotliDecoder.TryDecompress(reader.Bytes(reader.Remaining), body.AsSpan(0, length), out var written) && written == length
                ? SegmentBody.Read(body.AsSpan(0, length))
                : throw new SegmentFormatException($"The segment does not decompress to the {length} bytes that it says.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }
}
