namespace Insights.Functions.Usage;

/// <summary>The pairs of a <see cref="MaskColumn"/> in two bytes each, without where each bucket's begin.</summary>
internal sealed class DenseMasks
{
    private DenseMasks(ByteColumn names, ByteColumn minutes) => (Names, Minutes) = (names, minutes);

    /// <summary>The index of each pair's name.</summary>
    public ByteColumn Names { get; }

    /// <summary>The minutes of each pair, as <see cref="MinuteByte"/> has them.</summary>
    public ByteColumn Minutes { get; }

    /// <summary>About how many bytes of memory it takes.</summary>
    public long MemorySize => Names.MemorySize + Minutes.MemorySize;

    /// <summary>The pairs of a column.</summary>
    public static DenseMasks Of(MaskColumn column)
    {
        var (names, minutes) = (new ByteColumn(column.Names.Length), new ByteColumn(column.Names.Length));
        for (var i = 0; i < column.Names.Length; i++)
        {
            names.Add(column.Names[i]);
            minutes.Add(MinuteByte.Encode(column.Minutes[i]));
        }

        names.Complete();
        minutes.Complete();
        return new DenseMasks(names, minutes);
    }
}
