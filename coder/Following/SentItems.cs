using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Insights.Coder.Sending;

namespace Insights.Coder.Following;

/// <summary>What was sent of items that are read whole again and again, so that only what differs is sent.</summary>
internal sealed class SentItems<T>(IngestList<T> list, Func<T, Guid> idOf)
{
    private readonly Dictionary<Guid, ulong> _digests = [];

    /// <summary>The list they go to.</summary>
    public IngestList<T> List => list;

    /// <summary>Those that are new or differ from when they were sent.</summary>
    public List<T> Changed(IEnumerable<T> items) => [.. items.Where(item => !_digests.TryGetValue(idOf(item), out var known) || known != DigestOf(item))];

    /// <summary>Remembers what was sent.</summary>
    public void Add(IEnumerable<T> sent)
    {
        foreach (var item in sent)
        {
            _digests[idOf(item)] = DigestOf(item);
        }
    }

    private ulong DigestOf(T item) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(item, list.Type)));
}
