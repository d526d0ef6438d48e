using System.Buffers;
using System.Text.Json;

namespace Insights.Coder.Sending;

/// <summary>A body for ingest, within its limits: items of one list, each written once, of which some can be left out again.</summary>
internal sealed class IngestBody(IngestList list)
{
    /// <summary>The most items of a body.</summary>
    public const int MaxItems = 10_000;

    /// <summary>The most bytes of a body, before it is compressed.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private const int Envelope = 256;

    private readonly ArrayBufferWriter<byte> _items = new(64 * 1024);
    private readonly List<(int Start, int Length)> _places = [];

    public int Count => _places.Count;

    /// <summary>Adds an item, if it fits; a body takes its first one whatever its length.</summary>
    public bool TryAdd<T>(T item, IngestList<T> of)
    {
        if (Count == MaxItems)
        {
            return false;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(item, of.Type);
        if (Count > 0 && _items.WrittenCount + json.Length + Count + Envelope > MaxLength)
        {
            return false;
        }

        _places.Add((_items.WrittenCount, json.Length));
        _items.Write(json);
        return true;
    }

    /// <summary>Leaves items out.</summary>
    public void Remove(IReadOnlySet<int> items)
    {
        for (var index = _places.Count - 1; index >= 0; index--)
        {
            if (items.Contains(index))
            {
                _places.RemoveAt(index);
            }
        }
    }

    /// <summary>The second half of its items, which it then has no more.</summary>
    public IngestBody Split()
    {
        var half = new IngestBody(list);
        var at = Count / 2;
        foreach (var (start, length) in _places[at..])
        {
            half._places.Add((half._items.WrittenCount, length));
            half._items.Write(_items.WrittenSpan.Slice(start, length));
        }

        _places.RemoveRange(at, Count - at);
        return half;
    }

    /// <summary>The JSON of the body.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var body = new ArrayBufferWriter<byte>(_items.WrittenCount + Count + Envelope);
        body.Write("{\""u8);
        body.Write(System.Text.Encoding.UTF8.GetBytes(list.Name));
        body.Write("\":["u8);
        for (var index = 0; index < Count; index++)
        {
            if (index > 0)
            {
                body.Write(","u8);
            }

            body.Write(_items.WrittenSpan.Slice(_places[index].Start, _places[index].Length));
        }

        body.Write("]}"u8);
        return body.WrittenMemory;
    }
}
