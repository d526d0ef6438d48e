namespace Insights.Functions.Usage;

/// <summary>
/// For every bucket of a segment its (name, minutes) pairs, in order of the name's index: one flat column of pairs and where each
/// bucket's begin. Masks are kept as raw bits: the column is what reports scan.
/// </summary>
internal sealed class MaskColumn(int[] starts, int[] names, uint[] minutes)
{
    /// <summary>Where the pairs of bucket <c>i</c> begin; one more than there are buckets.</summary>
    public int[] Starts { get; } = starts;

    /// <summary>The index of each pair's name in the segment's dictionary.</summary>
    public int[] Names { get; } = names;

    /// <summary>The minutes of each pair, as the bits of a <see cref="MinuteMask"/>; never zero.</summary>
    public uint[] Minutes { get; } = minutes;

    /// <summary>How many pairs a bucket has.</summary>
    public int CountOf(int bucket) => Starts[bucket + 1] - Starts[bucket];

    /// <summary>The union of all minutes of a bucket, whatever the name.</summary>
    public uint UnionOf(int bucket)
    {
        var union = 0u;
        for (var i = Starts[bucket]; i < Starts[bucket + 1]; i++)
        {
            union |= Minutes[i];
        }

        return union;
    }
}
