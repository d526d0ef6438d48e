using System.Buffers;

namespace Insights.Functions.Usage;

/// <summary>
/// What one queue message carries: segments, each of one template and one half-hour, and an id that is fixed when the message is
/// made, so that a redelivery writes the same rows again.
/// <code>
/// version (1 byte) | id (16 bytes) | count | for each part: template (16 bytes), half-hour, length, segment
/// </code>
/// On the queue it is base64 text. The functions host hands a message to an isolated worker as text, and would destroy raw bytes.
/// </summary>
/// <param name="Id">The id of the message, and of every row made from it.</param>
/// <param name="Parts">The segments.</param>
public sealed record UsageMessage(Guid Id, IReadOnlyList<UsagePart> Parts)
{
    /// <summary>The version that is written, and the first byte of what is written.</summary>
    public const byte Version = 1;

    /// <summary>The most bytes that a message may have: 64 KiB as base64, which is the queue's limit.</summary>
    public const int MaxLength = 48 * 1024;

    /// <summary>The bytes of a message without parts, at most.</summary>
    internal const int Overhead = 1 + 16 + 5;

    /// <summary>The bytes that a part takes besides its segment, at most.</summary>
    internal const int PartOverhead = 16 + 5 + 5;

    /// <summary>The message as the text that is put on the queue.</summary>
    /// <exception cref="InvalidOperationException">It is longer than <see cref="MaxLength"/>.</exception>
    public string ToText()
    {
        var buffer = new ArrayBufferWriter<byte>(Overhead + Parts.Sum(part => PartOverhead + part.Segment.Length));
        var writer = new PackedWriter(buffer);
        writer.Byte(Version);
        writer.Id(Id);
        writer.Integer(Parts.Count);
        foreach (var part in Parts)
        {
            writer.Id(part.Template);
            writer.Integer(part.HalfHour.Number);
            writer.Integer(part.Segment.Length);
            writer.Bytes(part.Segment.Span);
        }

        return buffer.WrittenCount <= MaxLength
            ? Convert.ToBase64String(buffer.WrittenSpan)
            : throw new InvalidOperationException($"A message of {buffer.WrittenCount} bytes is longer than the {MaxLength} that a queue takes.");
    }

    /// <summary>The message that a text from the queue holds; its segments are checked, not only cut out.</summary>
    /// <exception cref="SegmentFormatException">It is no message, or not all of one, or of an unknown version.</exception>
    public static UsageMessage Parse(string text)
    {
        var bytes = FromBase64(text);
        var reader = new PackedReader(bytes);
        var version = reader.Byte();
        if (version != Version)
        {
            throw new SegmentFormatException($"The message is of version {version}; this release reads version {Version}.");
        }

        var id = reader.Id();
        var parts = new UsagePart[reader.Count(PartOverhead - 8)];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new UsagePart(reader.Id(), new HalfHour(reader.Integer()), reader.Bytes(reader.Integer()).ToArray());
            CheckHalfHour(parts[i]);
        }

        if (parts.DistinctBy(part => (part.Template, part.HalfHour)).Count() != parts.Length)
        {
            throw new SegmentFormatException("The message has two parts of one template and half-hour, which would be one row.");
        }

        return reader.Remaining == 0
            ? new UsageMessage(id, parts)
            : throw new SegmentFormatException($"{reader.Remaining} bytes follow the end of the message.");
    }

    private static byte[] FromBase64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException e)
        {
            throw new SegmentFormatException("The message is not base64.", e);
        }
    }

    private static void CheckHalfHour(UsagePart part)
    {
        var stray = SegmentCodec.Decode(part.Segment.Span).HalfHours.AsSpan().IndexOfAnyExcept(part.HalfHour.Number);
        if (stray >= 0)
        {
            throw new SegmentFormatException($"A segment of the half-hour {part.HalfHour} holds a bucket of another one.");
        }
    }
}
