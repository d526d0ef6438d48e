using System.Globalization;
using Azure.Data.Tables;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>A row of a usage partition. Rows never change: what replaces them has another key.</summary>
internal sealed class UsageRow
{
    private const int HalfHourLength = 2;
    private const int KindAt = 4;
    private const string ArrivedColumn = "at";
    private const string LateColumn = "late";

    /// <summary>The column of a merged row that had more names than a segment may have.</summary>
    public const string NamesLeftOutColumn = "cut";

    /// <summary>The most bytes of a merged row: well below what an entity takes.</summary>
    public const int MaxLength = 600 * 1024;

    /// <summary>The kinds of rows, from what a message said to what a day became.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["delta", "folded", "settled", "packed", "sealed", "tallied"];

    private readonly Lazy<UsageSegment> _segment;

    public UsageRow(TableEntity entity)
    {
        Key = entity.RowKey;
        Bytes = EntityBytes.Of(entity);
        Arrived = entity.GetDateTimeOffset(ArrivedColumn);
        Late = entity.GetDateTimeOffset(LateColumn);
        _segment = new(() => SegmentCodec.Decode(Bytes));
    }

    public string Key { get; }

    public byte[] Bytes { get; }

    public UsageSegment Segment => _segment.Value;

    /// <summary>How many bytes its segment has when it is not compressed.</summary>
    public int RawLength => SegmentCodec.RawLengthOf(Bytes);

    /// <summary>When the message of a delta came, the last time it did; null for a row that an earlier release wrote, and for merged rows.</summary>
    public DateTimeOffset? Arrived { get; }

    /// <summary>When the latest of the late usage in a merged row came; null without any.</summary>
    public DateTimeOffset? Late { get; }

    /// <summary>The half-hour of its day, 0 to 47; null for a row that holds several.</summary>
    public int? HalfHourOfDay =>
        Key.StartsWith(StorageKeys.HalfHourRows, StringComparison.Ordinal)
            ? int.Parse(Key.AsSpan(StorageKeys.HalfHourRows.Length, HalfHourLength), CultureInfo.InvariantCulture)
            : null;

    public bool IsSealed => Key.StartsWith(StorageKeys.SealedRows, StringComparison.Ordinal);

    /// <summary>Whether it holds counts in the place of people.</summary>
    public bool IsTallied => Key.StartsWith(StorageKeys.TalliedRows, StringComparison.Ordinal);

    /// <summary>Whether it holds what was merged of a day that is over, with its samples.</summary>
    public bool IsPacked => Key.StartsWith(StorageKeys.PackedRows, StringComparison.Ordinal);

    /// <summary>The generation of a merged row.</summary>
    public RowGeneration Generation => RowGeneration.Of(Key);

    /// <summary>What kind of row it is, one of <see cref="Kinds"/>.</summary>
    public string Kind => IsTallied ? "tallied" : IsSealed ? "sealed" : IsPacked ? "packed" : IsDelta ? "delta" : IsSettled ? "settled" : "folded";

    /// <summary>Whether it is what one message said.</summary>
    public bool IsDelta => Key.StartsWith(StorageKeys.DayDeltaRows, StringComparison.Ordinal) || (HalfHourOfDay is not null && Key[KindAt] == 'd');

    /// <summary>Whether it is a half-hour that was settled.</summary>
    public bool IsSettled => HalfHourOfDay is not null && Key[KindAt] == 's';

    /// <summary>The entity of a delta.</summary>
    /// <param name="partition">Its partition.</param>
    /// <param name="key">Its key.</param>
    /// <param name="bytes">The segment.</param>
    /// <param name="arrived">When its messages came.</param>
    /// <param name="namesLeftOut">Whether they had more names together than a segment may have.</param>
    public static TableEntity Delta(string partition, string key, ReadOnlyMemory<byte> bytes, DateTimeOffset arrived, bool namesLeftOut = false)
    {
        var entity = EntityBytes.ToEntity(partition, key, bytes);
        entity[ArrivedColumn] = arrived;
        if (namesLeftOut)
        {
            entity[NamesLeftOutColumn] = true;
        }

        return entity;
    }

    /// <summary>The entity of a merged row.</summary>
    public static TableEntity Merged(string partition, MergedRow row)
    {
        var entity = EntityBytes.ToEntity(partition, row.Key, row.Bytes);
        if (row.Late is { } late)
        {
            entity[LateColumn] = late;
        }

        if (row.NamesLeftOut)
        {
            entity[NamesLeftOutColumn] = true;
        }

        return entity;
    }
}
