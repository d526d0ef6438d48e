using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Insights.Functions.Usage;

/// <summary>Writes the primitives of the packed formats: variable-length integers (7 bits a byte, low first), UUIDs, text, floats.</summary>
internal readonly ref struct PackedWriter(IBufferWriter<byte> output)
{
    public void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    public void Bytes(ReadOnlySpan<byte> value) => output.Write(value);

    public void Integer(int value) => Integer(checked((uint)value));

    public void Integer(uint value)
    {
        var span = output.GetSpan(5);
        var length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        output.Advance(length);
    }

    public void Id(Guid value)
    {
        value.TryWriteBytes(output.GetSpan(16), bigEndian: true, out _);
        output.Advance(16);
    }

    public void Text(string value)
    {
        Integer(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, output);
    }

    public void Single(float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(output.GetSpan(4), value);
        output.Advance(4);
    }

    public void Fixed32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(4), value);
        output.Advance(4);
    }
}
