namespace Insights.Functions.Usage;

/// <summary>
/// Numbers of which most are small, a byte each: one that does not fit into it is <see cref="Escape"/> there, and stands in full among
/// the others, in order.
/// </summary>
internal sealed class ByteColumn
{
    /// <summary>The byte of a number that stands among the others, and so the first number that has to.</summary>
    public const byte Escape = byte.MaxValue;

    private readonly byte[] _bytes;
    private List<long>? _others;
    private int _count;

    /// <summary>A column that <paramref name="count"/> numbers are to be added to.</summary>
    public ByteColumn(int count) => _bytes = new byte[count];

    /// <summary>The numbers, or their place among the others.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>About how many bytes of memory it takes.</summary>
    public long MemorySize => 24L + _bytes.Length + (_others is null ? 0 : 56L + (8L * _others.Capacity));

    /// <summary>The number at a place among the others.</summary>
    public long Other(int place) => _others![place];

    /// <summary>Adds a number, which is not negative.</summary>
    public void Add(long number)
    {
        if (number < Escape)
        {
            _bytes[_count++] = (byte)number;
            return;
        }

        _bytes[_count++] = Escape;
        (_others ??= []).Add(number);
    }

    /// <summary>Gives back the room that nothing was added to.</summary>
    public void Complete() => _others?.TrimExcess();
}
