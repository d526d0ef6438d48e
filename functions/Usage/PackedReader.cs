using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Insights.Functions.Usage;

/// <summary>Reads what <see cref="PackedWriter"/> wrote. Every read is checked: bytes that end early are an exception, never a figure.</summary>
internal ref struct PackedReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly int Remaining => _bytes.Length - _at;

    public byte Byte() => Take(1)[0];

    public ReadOnlySpan<byte> Bytes(int length) => Take(length);

    public int Integer()
    {
        var value = Unsigned();
        return value <= int.MaxValue ? (int)value : throw new SegmentFormatException($"The number {value} at byte {_at} is out of range.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Unsigned() => _at < _bytes.Length && _bytes[_at] < 0x80 ? _bytes[_at++] : UnsignedOfBytes();

    private uint UnsignedOfBytes()
    {
        var value = 0ul;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (_at >= _bytes.Length)
            {
                break;
            }

            var next = _bytes[_at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value <= uint.MaxValue ? (uint)value : throw new SegmentFormatException($"The number {value} at byte {_at} is out of range.");
            }
        }

        throw new SegmentFormatException($"A number is cut off or too long at byte {_at} of {_bytes.Length}.");
    }

    /// <summary>The next numbers as bytes, where each takes one; else false, and nothing is read.</summary>
    public bool TryTakeSmall(int count, out ReadOnlySpan<byte> numbers)
    {
        numbers = count <= Remaining ? _bytes.Slice(_at, count) : [];
        if (numbers.Length < count || !Ascii.IsValid(numbers))
        {
            return false;
        }

        _at += count;
        return true;
    }

    /// <summary>A number of items that take at least <paramref name="size"/> bytes each, so that a foreign count allocates nothing large.</summary>
    public int Count(int size)
    {
        var count = Integer();
        return count <= Remaining / size
            ? count
            : throw new SegmentFormatException($"{count} items of at least {size} bytes do not fit into the {Remaining} bytes left at byte {_at}.");
    }

    public Guid Id() => new(Take(16), bigEndian: true);

    public string Text() => Encoding.UTF8.GetString(Take(Integer()));

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(4));

    public uint Fixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > Remaining)
        {
            throw new SegmentFormatException($"{length} bytes are needed at byte {_at}, and {Remaining} are left.");
        }

        var taken = _bytes.Slice(_at, length);
        _at += length;
        return taken;
    }
}
