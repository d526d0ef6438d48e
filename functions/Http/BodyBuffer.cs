using System.Buffers;

namespace Insights.Functions.Http;

/// <summary>
/// The bytes of a body as they come in, up to a limit, for each of which there must be room. They are in pooled memory, which goes back
/// when the request is answered: large bodies leave nothing for the collector to clear away.
/// </summary>
internal sealed class BodyBuffer : IDisposable
{
    private const int FirstLength = 4 * 1024;

    /// <summary>How many arrays of each length wait to be taken again: of those that each thread would keep for itself there would be far more.</summary>
    private const int MaxPooled = 8;

    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(RequestBody.MaxLength, MaxPooled);

    private readonly int _maxLength;
    private readonly BodyLease? _lease;
    private byte[] _bytes = [];
    private int _length;

    /// <param name="maxLength">How many there may be.</param>
    /// <param name="lease">Where room is asked for, and which lets go of the bytes; null where nobody counts, and nobody does.</param>
    public BodyBuffer(int maxLength, BodyLease? lease)
    {
        (_maxLength, _lease) = (maxLength, lease);
        lease?.Own(this);
    }

    /// <summary>The bytes so far; not to be looked at once the request is answered.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _length);

    /// <summary>Adds some.</summary>
    /// <exception cref="ApiException">413: there are too many; 503: there is no room for them now.</exception>
    public void Add(ReadOnlySpan<byte> more)
    {
        if (_length + more.Length > _maxLength)
        {
            throw TooLarge(_maxLength);
        }

        _lease?.Take(more.Length);
        if (_length + more.Length > _bytes.Length)
        {
            var larger = Pool.Rent(Math.Max(Math.Max(FirstLength, 2 * _bytes.Length), _length + more.Length));
            Memory.Span.CopyTo(larger);
            Release();
            _bytes = larger;
        }

        more.CopyTo(_bytes.AsSpan(_length));
        _length += more.Length;
    }

    /// <summary>413: a body has more bytes than it may have.</summary>
    public static ApiException TooLarge(int maxLength) => ApiException.TooLarge($"A body may have {maxLength} bytes after decoding. Send it in parts.");

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        (_bytes, _length) = ([], 0);
    }

    private void Release()
    {
        if (_bytes.Length > 0)
        {
            Pool.Return(_bytes);
        }
    }
}
