namespace Insights.Functions.Usage;

/// <summary>Reads a <see cref="ByteColumn"/> from its first number to its last.</summary>
internal struct ByteColumnReader(ByteColumn column)
{
    private int _at;
    private int _other;

    /// <summary>Passes over some numbers.</summary>
    public void Skip(int count)
    {
        _other += column.Bytes.Slice(_at, count).Count(ByteColumn.Escape);
        _at += count;
    }

    /// <summary>The next number.</summary>
    public long Next()
    {
        var number = column.Bytes[_at++];
        return number < ByteColumn.Escape ? number : column.Other(_other++);
    }

    /// <summary>The next numbers, as many as there is room for, each of which is an index.</summary>
    public void Read(Span<int> indices)
    {
        var bytes = column.Bytes.Slice(_at, indices.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            indices[i] = bytes[i] < ByteColumn.Escape ? bytes[i] : (int)column.Other(_other++);
        }

        _at += bytes.Length;
    }

    /// <summary>The next numbers, as many as there is room for, each of which stands for minutes (<see cref="MinuteByte"/>).</summary>
    public void ReadMinutes(Span<uint> minutes)
    {
        var bytes = column.Bytes.Slice(_at, minutes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            minutes[i] = bytes[i] < ByteColumn.Escape ? MinuteByte.Decode(bytes[i]) : MinuteByte.Decode(column.Other(_other++));
        }

        _at += bytes.Length;
    }
}
