using System.Buffers;
using System.Text.Json;

namespace Insights.Local.Demo;

/// <summary>A body under construction, of one route. Reused: 4 MiB a batch is too much for the collector to throw away.</summary>
internal sealed class IngestBatch : IDisposable
{
    private const int MaxItems = 10_000;
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Above any item of ours, so that a batch is closed before the item that would not fit.</summary>
    private const int LargestItem = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(MaxBytes);
    private readonly Utf8JsonWriter _writer;

    public IngestBatch() => _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });

    public IngestRoute Route { get; private set; } = IngestRoute.AgentStats;

    public int Count { get; private set; }

    public bool IsFull => Count == MaxItems || _writer.BytesCommitted + _writer.BytesPending > MaxBytes - LargestItem;

    public void Open(IngestRoute route)
    {
        Route = route;
        Count = 0;
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        _writer.WriteStartArray(route.List);
    }

    /// <summary>The writer to put one more item through.</summary>
    public Utf8JsonWriter Next()
    {
        Count++;
        return _writer;
    }

    public ReadOnlyMemory<byte> Close()
    {
        _writer.WriteEndArray();
        _writer.WriteEndObject();
        _writer.Flush();
        return _buffer.WrittenMemory;
    }

    public void Dispose() => _writer.Dispose();
}
