using System.Globalization;
using Azure.Data.Tables;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>A row of a usage partition. Rows never change: what replaces them has another key.</summary>
internal sealed class UsageRow
{
    private const int HalfHourLength = 2;
    private const int KindAt = 4;

    /// <summary>The most bytes of a merged row: well below what an entity takes.</summary>
    public const int MaxLength = 600 * 1024;

    /// <summary>The kinds of rows, from what a message said to what a day became.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["delta", "folded", "settled", "sealed"];

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

    /// <summary>The generation of a merged row.</summary>
    public RowGeneration Generation => RowGeneration.Of(Key);

    /// <summary>What kind of row it is, one of <see cref="Kinds"/>.</summary>
    public string Kind => IsSealed ? "sealed" : IsDelta ? "delta" : IsSettled ? "settled" : "folded";

    /// <summary>Whether it is what one message said.</summary>
    public bool IsDelta => Key[KindAt] == 'd' && !IsSealed;

    /// <summary>Whether it is a half-hour that was settled.</summary>
    public bool IsSettled => Key[KindAt] == 's' && !IsSealed;
}
