using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Aggregation;

/// <summary>Which rows are rewritten together: those of one half-hour, settled or not, sealed rows, or the others.</summary>
/// <param name="HalfHourOfDay">The half-hour of the day, 0 to 47; null for rows that hold several.</param>
/// <param name="Settled">Whether they have medians in the place of samples.</param>
internal readonly record struct RowKind(int? HalfHourOfDay, bool Settled)
{
    /// <summary>Sealed rows.</summary>
    public static RowKind Sealed { get; } = new(null, Settled: true);

    /// <summary>The kind of a row.</summary>
    public static RowKind Of(UsageRow row) => new(row.HalfHourOfDay, row.IsSettled || row.IsSealed);

    /// <summary>A segment as rows of this kind; none when it is empty.</summary>
    public IEnumerable<MergedRow> Rows(UsageSegment segment, RowGeneration generation, DateTimeOffset? late)
    {
        var kind = this;
        return SegmentEdits
            .EncodeInPieces(segment, UsageRow.MaxLength, HalfHourOfDay is null ? SegmentCodec.EncodeCompressed : SegmentCodec.Encode)
            .Select((bytes, piece) => new MergedRow(kind.KeyOf(generation, piece), bytes, late, segment.HasNamesLeftOut));
    }

    private string KeyOf(RowGeneration generation, int piece) => this switch
    {
        ({ } halfHour, var settled) => StorageKeys.Folded(halfHour, settled, generation, piece),
        (null, true) => StorageKeys.Sealed(generation, piece),
        (null, false) => StorageKeys.Packed(generation, piece),
    };
}
