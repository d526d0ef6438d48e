namespace Insights.Functions.Reports;

/// <summary>
/// Finds which values stand at some places of the order of many, without putting all into it: values are counted by the first bits that
/// they have, which for positive floats are in the order of the values, and only those around a place are sorted.
/// </summary>
internal readonly ref struct PartialOrder
{
    // The exponent and four bits of the fraction: the latencies of a user are in some dozens of these classes.
    private const int ClassShift = 19;
    private const int Classes = 1 << (31 - ClassShift);

    private readonly ReadOnlySpan<float> _values;
    private readonly int[] _counts;

    /// <summary>The order of positive, finite values.</summary>
    public PartialOrder(ReadOnlySpan<float> values)
    {
        _values = values;
        _counts = new int[Classes];
        foreach (var value in values)
        {
            _counts[ClassOf(value)]++;
        }
    }

    /// <summary>How many values there are.</summary>
    public int Length => _values.Length;

    /// <summary>The values at two places, ascending and next to one another, or the same.</summary>
    public (float Low, float High) ValuesAt(int low, int high)
    {
        var (first, before) = ClassAt(low);
        var (last, beforeLast) = ClassAt(high);
        var around = new float[beforeLast + _counts[last] - before];
        var count = 0;
        foreach (var value in _values)
        {
            var its = ClassOf(value);
            if (its >= first && its <= last)
            {
                around[count++] = value;
            }
        }

        Array.Sort(around);
        return (around[low - before], around[high - before]);
    }

    // The class that the value at a place is of, and how many values come before those of the class.
    private (int Class, int Before) ClassAt(int place)
    {
        var before = 0;
        for (var its = 0; ; its++)
        {
            if (place < before + _counts[its])
            {
                return (its, before);
            }

            before += _counts[its];
        }
    }

    private static int ClassOf(float value) => (int)(BitConverter.SingleToUInt32Bits(value) >> ClassShift);
}
