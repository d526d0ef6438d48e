using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>Rewrites the rows of a partition that hold an erased user.</summary>
public sealed class UsageEraser(UsageTable usage, UsageIndex index, TimeProvider clock, IOptions<AggregationOptions> options)
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
            await index.NoteRewritingAsync(template, day, cancellationToken);
            var generation = RowGeneration.After(rows.Select(row => row.Key), clock.GetUtcNow());
            var others = held.GroupBy(RowKind.Of).SelectMany(kind => Rewrite(day, kind.Key, [.. kind], generation, erased)).ToArray();
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

    private IEnumerable<MergedRow> Rewrite(DateOnly day, RowKind kind, UsageRow[] rows, RowGeneration generation, ErasedUsers erased) => kind.Rows(
        SegmentEdits.Without(UsageSegment.Merge([.. rows.Select(row => row.Segment)]), erased), generation, rows.Max(row => options.Value.LateOf(row, day)));
}
