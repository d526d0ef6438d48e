using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Insights.Functions.Storage;

/// <summary>
/// Tells contents apart by 128 bits. It is no proof against who wants two contents to have one digest: nothing but the wish to send less is
/// decided by it.
/// </summary>
internal sealed class ContentDigest
{
    private readonly XxHash128 _hash = new();

    /// <summary>What was added, in its order.</summary>
    public UInt128 Value => _hash.GetCurrentHashAsUInt128();

    /// <summary>Adds text. Its length counts, so that it is not taken for a part of what comes after.</summary>
    public ContentDigest Add(string text)
    {
        Add(text.Length);
        _hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
        return this;
    }

    /// <summary>Adds a number.</summary>
    public ContentDigest Add(long number) => Append(number);

    /// <summary>Adds an id.</summary>
    public ContentDigest Add(Guid id) => Append(id);

    /// <summary>Adds a digest.</summary>
    public ContentDigest Add(UInt128 digest) => Append(digest);

    /// <summary>Adds digests of which the order does not count: it is that of their values.</summary>
    public ContentDigest AddUnordered(IEnumerable<UInt128> digests) => Append(Sum(digests));

    /// <summary>The digest of text alone.</summary>
    public static UInt128 Of(string text) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>The digest of items in whatever order they come, as they are stored.</summary>
    public static UInt128 Of<T>(IEnumerable<T> items, JsonTypeInfo<T> type) =>
        Sum(items.Select(item => XxHash128.HashToUInt128(JsonSerializer.SerializeToUtf8Bytes(item, type))));

    /// <summary>The digest of contents in whatever order they come.</summary>
    public static UInt128 Sum(IEnumerable<UInt128> digests) => digests.Aggregate(UInt128.Zero, (sum, digest) => unchecked(sum + digest));

    private ContentDigest Append<T>(T value)
        where T : unmanaged
    {
        _hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
        return this;
    }
}
