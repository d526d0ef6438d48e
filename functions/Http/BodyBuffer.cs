namespace Insights.Functions.Http;

/// <summary>The bytes of a body as they come in, up to a limit, for each of which there must be room.</summary>
/// <param name="maxLength">How many there may be.</param>
/// <param name="lease">Where room is asked for; null where nobody counts.</param>
internal sealed class BodyBuffer(int maxLength, BodyLease? lease)
{
    private const int FirstLength = 4 * 1024;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>The bytes so far.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _length);

    /// <summary>Adds some.</summary>
    /// <exception cref="ApiException">413: there are too many; 503: there is no room for them now.</exception>
    public void Add(ReadOnlySpan<byte> more)
    {
        if (_length + more.Length > maxLength)
        {
            throw TooLarge(maxLength);
        }

        lease?.Take(more.Length);
        if (_length + more.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Min(maxLength, Math.Max(Math.Max(FirstLength, 2 * _bytes.Length), _length + more.Length)));
        }

        more.CopyTo(_bytes.AsSpan(_length));
        _length += more.Length;
    }

    /// <summary>413: a body has more bytes than it may have.</summary>
    public static ApiException TooLarge(int maxLength) => ApiException.TooLarge($"A body may have {maxLength} bytes after decoding. Send it in parts.");
}
