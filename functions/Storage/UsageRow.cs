using System.Globalization;
using Azure.Data.Tables;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>A row of a usage partition. Rows never change: what replaces them has another key.</summary>
internal sealed class UsageRow
{
    private const int HalfHourLength = 2;
    private const int KindAt = 4;

    private readonly Lazy<UsageSegment> _segment;

    public UsageRow(TableEntity entity)
    {
        Key = entity.RowKey;
        Bytes = EntityBytes.Of(entity);
        _segment = new(() => SegmentCodec.Decode(Bytes));
    }

    public string Key { get; }

    public byte[] Bytes { get; }

    public UsageSegment Segment => _segment.Value;

    /// <summary>The half-hour of its day, 0 to 47; null for a sealed row, which holds all of them.</summary>
    public int? HalfHourOfDay =>
        Key.StartsWith(StorageKeys.HalfHourRows, StringComparison.Ordinal)
            ? int.Parse(Key.AsSpan(StorageKeys.HalfHourRows.Length, HalfHourLength), CultureInfo.InvariantCulture)
            : null;

    public bool IsSealed => HalfHourOfDay is null;

    /// <summary>Whether it is what one message said.</summary>
    public bool IsDelta => Key[KindAt] == 'd' && !IsSealed;

    /// <summary>Whether it is a half-hour that was settled.</summary>
    public bool IsSettled => Key[KindAt] == 's' && !IsSealed;
}
