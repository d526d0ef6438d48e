using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Aggregation;

/// <summary>Rewrites the rows of a partition that hold an erased user.</summary>
public sealed class UsageEraser(UsageTable usage, UsageIndex index, TimeProvider clock)
{
    private const int MaxAttempts = 5;

    /// <summary>Removes erased users from a partition; returns how many rows were rewritten.</summary>
    internal async Task<int> EraseAsync(
        Guid template, DateOnly day, IReadOnlyList<UsageRow> rows, ErasedUsers erased, CancellationToken cancellationToken)
    {
        var rewritten = 0;
        for (var attempt = 1; ; attempt++)
        {
            var held = rows.Where(row => erased.AnyOf(row.Segment)).ToArray();
            if (held.Length == 0)
            {
                return rewritten;
            }

            // A pass that read these rows before may still write what it merged of them: the partition is loose until a later pass has
            // gone through it, which leaves the user out.
            await index.TouchAsync(template, day, cancellationToken);
            var generation = RowGeneration.After(rows.Select(row => row.Key), clock.GetUtcNow());
            var others = held.GroupBy(KindOf).SelectMany(kind => Rewrite(kind.Key, [.. kind], generation, erased)).ToArray();
            if (await usage.TryReplaceAsync(template, day, held, others, cancellationToken))
            {
                await index.AddChangeAsync(template, day, cancellationToken);
                rewritten += held.Length;
            }

            if (attempt == MaxAttempts)
            {
                throw new InvalidOperationException($"Other workers were faster {MaxAttempts} times on the partition {template} of {day:O}.");
            }

            rows = await usage.ReadRowsAsync(template, day, withSealed: true, cancellationToken);
        }
    }

    // What is rewritten together: rows of one half-hour, settled or not, or sealed rows.
    private static (int? HalfHourOfDay, bool Settled) KindOf(UsageRow row) => (row.HalfHourOfDay, row.IsSettled);

    private static IEnumerable<(string Key, byte[] Bytes)> Rewrite(
        (int? HalfHourOfDay, bool Settled) kind, UsageRow[] rows, RowGeneration generation, ErasedUsers erased)
    {
        var segment = SegmentEdits.Without(UsageSegment.Merge([.. rows.Select(row => row.Segment)]), erased);
        return SegmentEdits
            .EncodeInPieces(segment, UsageRow.MaxLength, kind.HalfHourOfDay is null ? SegmentCodec.EncodeCompressed : SegmentCodec.Encode)
            .Select((bytes, piece) => (
                kind.HalfHourOfDay is { } halfHour
                    ? StorageKeys.Folded(halfHour, kind.Settled, generation, piece)
                    : StorageKeys.Sealed(generation, piece),
                bytes));
    }
}
