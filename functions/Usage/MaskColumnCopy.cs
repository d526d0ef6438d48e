namespace Insights.Functions.Usage;

/// <summary>A column that is made of parts of another one, bucket by bucket.</summary>
/// <param name="source">The other column.</param>
/// <param name="isKept">Which names are kept; null for all.</param>
internal sealed class MaskColumnCopy(MaskColumn source, bool[]? isKept)
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _names = [];
    private readonly List<uint> _minutes = [];

    /// <summary>Adds to the bucket at hand what is kept of one of the source; whether there is anything.</summary>
    public bool Copy(int bucket)
    {
        var before = _names.Count;
        for (var i = source.Starts[bucket]; i < source.Starts[bucket + 1]; i++)
        {
            if (isKept is null || isKept[source.Names[i]])
            {
                _names.Add(source.Names[i]);
                _minutes.Add(source.Minutes[i]);
            }
        }

        return _names.Count > before;
    }

    /// <summary>Begins another bucket.</summary>
    public void EndBucket() => _starts.Add(_names.Count);

    public MaskColumn ToColumn() => new([.. _starts], [.. _names], [.. _minutes]);
}
