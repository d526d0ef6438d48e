using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Aggregation;

/// <summary>The rows of a partition as a pass found them, and what the pass puts in their place. Whether it is time is told by the rows themselves.</summary>
internal sealed class PartitionPass
{
    /// <summary>From how many deltas on a half-hour that goes on is folded: fewer cost a reader less than folding them.</summary>
    private const int WorthFolding = 8;

    /// <summary>A packed row is packed again with what came since only when it is no larger than this many times the rest.</summary>
    private const int WorthPacking = 2;

    private readonly DateOnly _day;
    private readonly IReadOnlyList<UsageRow> _rows;
    private readonly RowPlan? _beaten;
    private readonly ErasedUsers _erased;
    private readonly AggregationOptions _options;
    private readonly DateTimeOffset _now;

    /// <summary>A pass at an instant over rows that were read then or later.</summary>
    public PartitionPass(DateOnly day, IReadOnlyList<UsageRow> rows, ErasedUsers erased, AggregationOptions options, DateTimeOffset now)
    {
        (_day, _rows, _erased, _options, _now) = (day, [.. rows.Where(row => !row.IsTallied)], erased, options, now);

        // What there is beside a tally came too late for it, and holds people. Pieces of one that does not stand are left alone: somebody may
        // be writing it.
        _beaten = StandingTally.Of(rows.Select(row => row.Key)) is { } tally ? new RowPlan([.. rows.Where(row => !tally.Keys.Contains(row.Key))], []) : null;
        QuietAt = (LateOf(rows) ?? DateTimeOffset.MinValue) + options.Quiet;
        HasLooseRows = _rows.Any(row => !row.IsSealed);
    }

    /// <summary>When the partition is quiet, if nothing late comes any more.</summary>
    public DateTimeOffset QuietAt { get; }

    /// <summary>Whether the partition is quiet.</summary>
    public bool IsQuiet => _now >= QuietAt;

    /// <summary>Whether there is anything that is not sealed.</summary>
    public bool HasLooseRows { get; }

    /// <summary>
    /// Folds the half-hours of a day that goes on, and settles those whose grace is over if <paramref name="settle"/> says that it may be
    /// done; and when the first of the others is due.
    /// </summary>
    public (RowPlan Plan, DateTimeOffset? NextDue) FoldHalfHours(bool settle)
    {
        if (_beaten is not null)
        {
            return (_beaten, null);
        }

        var (replaced, merged, nextDue) = (new List<UsageRow>(), new List<MergedRow>(), (DateTimeOffset?)null);
        foreach (var halfHour in _rows.Where(row => row.HalfHourOfDay is not null).GroupBy(row => row.HalfHourOfDay!.Value))
        {
            var settlesAt = _options.SettlesAt(HalfHourOf(halfHour.Key));
            var settles = settle && _now >= settlesAt;

            // Until then settled rows are left alone: what came late for their half-hour may not be all of it yet.
            UsageRow[] rows = [.. halfHour.Where(row => settles || !row.IsSettled)];
            if (!settles && rows.Length > 0)
            {
                var due = settlesAt > QuietAt ? settlesAt : QuietAt;
                nextDue = due > nextDue ? nextDue : due;
            }

            if (settles ? IsOneGeneration(rows, row => row.IsSettled) : rows.Count(row => row.IsDelta) < WorthFolding)
            {
                continue;
            }

            var segment = Merge(rows);
            merged.AddRange(Rows(
                rows,
                settles ? SegmentEdits.Settle(segment, final: false) : segment,
                SegmentCodec.Encode,
                (generation, piece) => StorageKeys.Folded(halfHour.Key, settles, generation, piece)));
            replaced.AddRange(rows);
        }

        return (new RowPlan(replaced, merged), nextDue);
    }

    /// <summary>
    /// Packs a day that is over but not quiet yet: few rows of many, so that it is as quick to read as a sealed one, with every sample,
    /// because the rest of them may still come. Large packed rows are left alone until as much has come again: of many passes over an
    /// import that goes on, each row is rewritten in a few.
    /// </summary>
    public RowPlan Pack()
    {
        var rows = _rows.Where(row => !row.IsSealed && !row.IsPacked).ToList();
        if (_beaten is not null || rows.Count == 0)
        {
            return _beaten ?? RowPlan.Nothing;
        }

        var length = rows.Sum(row => row.Bytes.Length);
        foreach (var packed in _rows.Where(row => row.IsPacked).OrderBy(row => row.Bytes.Length).TakeWhile(row => row.Bytes.Length <= WorthPacking * length))
        {
            rows.Add(packed);
            length += packed.Bytes.Length;
        }

        return rows.Count == 1
            ? RowPlan.Nothing
            : new RowPlan(rows, Rows(rows, Merge(rows), SegmentCodec.EncodeCompressed, StorageKeys.Packed));
    }

    /// <summary>Seals a day that is over and quiet: one row, in pieces if it is large, that has medians in the place of samples.</summary>
    public RowPlan Seal() => _beaten is not null ? _beaten :
        IsOneGeneration(_rows, row => row.IsSealed) && !_rows.Any(row => _erased.AnyOf(row.Segment))
            ? RowPlan.Nothing
            : new RowPlan(_rows, Rows(_rows, SegmentEdits.Settle(Merge(_rows), final: true), SegmentCodec.EncodeCompressed, StorageKeys.Sealed));

    // Nothing but the pieces that one attempt made, of one kind: there is nothing to merge.
    private static bool IsOneGeneration(IReadOnlyCollection<UsageRow> rows, Func<UsageRow, bool> isOfKind) =>
        rows.All(isOfKind) && rows.Select(row => row.Generation).Distinct().Count() <= 1;

    private UsageSegment Merge(IEnumerable<UsageRow> rows) => SegmentEdits.Without(UsageSegment.Merge([.. rows.Select(row => row.Segment)]), _erased);

    private MergedRow[] Rows(
        IReadOnlyCollection<UsageRow> made, UsageSegment segment, Func<UsageSegment, byte[]> encode, Func<RowGeneration, int, string> key)
    {
        var generation = RowGeneration.After(made.Select(row => row.Key), _now);
        var late = LateOf(made);
        return [.. SegmentEdits.EncodeInPieces(segment, UsageRow.MaxLength, encode).Select((bytes, piece) => new MergedRow(key(generation, piece), bytes, late, segment.HasNamesLeftOut))];
    }

    private DateTimeOffset? LateOf(IEnumerable<UsageRow> rows) => rows.Max(row => _options.LateOf(row, _day));

    private HalfHour HalfHourOf(int ofDay) => new(HalfHour.FirstOf(_day).Number + ofDay);
}
