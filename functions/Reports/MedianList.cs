namespace Insights.Functions.Reports;

/// <summary>Medians as they come: in pieces that stay where they are, so that a long list leaves nothing behind as it grows.</summary>
internal sealed class MedianList
{
    private const int FirstLength = 8;
    private const int MaxLength = 16 * 1024;

    private List<float[]>? _full;
    private float[] _piece = [];
    private int _inPiece;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds one.</summary>
    /// <returns>How many bytes were taken for it and those to come.</returns>
    public int Add(float median)
    {
        var taken = 0;
        if (_inPiece == _piece.Length)
        {
            if (_inPiece > 0)
            {
                (_full ??= []).Add(_piece);
            }

            _piece = new float[Math.Clamp(2 * _inPiece, FirstLength, MaxLength)];
            _inPiece = 0;
            taken = _piece.Length * sizeof(float);
        }

        _piece[_inPiece++] = median;
        Count++;
        return taken;
    }

    /// <summary>Puts all into a span of as many.</summary>
    public void CopyTo(Span<float> medians)
    {
        foreach (var piece in _full ?? [])
        {
            piece.CopyTo(medians);
            medians = medians[piece.Length..];
        }

        _piece.AsSpan(0, _inPiece).CopyTo(medians);
    }
}
