using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>Rewrites the rows of a partition that hold an erased user, a part of a large one at a time.</summary>
public sealed class UsageEraser(UsageTable usage, UsageIndex index, TimeProvider clock, IOptions<AggregationOptions> options)
{
    private const int MaxAttempts = 5;

    /// <summary>How many bytes of rows, not compressed, are taken on at once: for tests, fewer.</summary>
    internal long MaxLength { get; init; } = UsageFolder.MaxPassLength;

    /// <summary>Removes erased users from a partition; returns how many rows were rewritten.</summary>
    /// <param name="template">The template of the partition.</param>
    /// <param name="day">Its UTC day.</param>
    /// <param name="rows">Its rows as they were scanned, not many more than <see cref="MaxLength"/> has room for.</param>
    /// <param name="erased">The users.</param>
    /// <param name="cancellationToken">Ends the rewriting.</param>
    internal async Task<int> EraseAsync(
        Guid template, DateOnly day, IReadOnlyList<UsageRow> rows, ErasedUsers erased, CancellationToken cancellationToken)
    {
        var rewritten = 0;
        if (rows.Sum(row => (long)Math.Max(row.RawLength, row.Bytes.Length)) <= MaxLength)
        {
            var held = HeldOf(rows, erased);
            if (held.Length == 0)
            {
                return 0;
            }

            rewritten += await TryRewriteAsync(template, day, rows, held, erased, cancellationToken) ? held.Length : 0;
        }

        // Until nothing is found in all of it: whoever merged what was there before may have written it again.
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var (found, written) = await SweepAsync(template, day, erased, cancellationToken);
            rewritten += written;
            if (found == 0)
            {
                return rewritten;
            }
        }

        throw new InvalidOperationException($"Other workers were faster {MaxAttempts} times on the partition {template} of {day:O}.");
    }

    // From the first key to the last, part by part: what is rewritten stands behind what it is made of, and holds nothing to erase.
    private async Task<(int Found, int Rewritten)> SweepAsync(Guid template, DateOnly day, ErasedUsers erased, CancellationToken cancellationToken)
    {
        var (found, rewritten, key) = (0, 0, "");
        while (true)
        {
            var (rows, areAll) = await usage.ReadRowsBehindAsync(template, day, key, MaxLength, cancellationToken);
            var held = HeldOf(rows, erased);
            if (held.Length > 0)
            {
                found += held.Length;
                rewritten += await TryRewriteAsync(template, day, rows, held, erased, cancellationToken) ? held.Length : 0;
            }

            if (areAll)
            {
                return (found, rewritten);
            }

            key = rows[^1].Key;
        }
    }

    private async Task<bool> TryRewriteAsync(
        Guid template, DateOnly day, IReadOnlyList<UsageRow> rows, UsageRow[] held, ErasedUsers erased, CancellationToken cancellationToken)
    {
        // A pass that read these rows before may still write what it merged of them: the partition is loose until a later pass has
        // gone through it, which leaves the user out.
        await index.NoteRewritingAsync(template, day, cancellationToken);
        var generation = RowGeneration.After(rows.Select(row => row.Key), clock.GetUtcNow());
        var others = held.GroupBy(RowKind.Of).SelectMany(kind => Rewrite(day, kind.Key, [.. kind], generation, erased)).ToArray();
        if (!await usage.TryReplaceAsync(template, day, held, others, cancellationToken))
        {
            return false;
        }

        await index.AddChangeAsync(template, day, cancellationToken);
        return true;
    }

    // Counts that stand in the place of people are of nobody, whatever their ids are.
    private static UsageRow[] HeldOf(IReadOnlyList<UsageRow> rows, ErasedUsers erased) => [.. rows.Where(row => !row.IsTallied && erased.AnyOf(row.Segment))];

    private IEnumerable<MergedRow> Rewrite(DateOnly day, RowKind kind, UsageRow[] rows, RowGeneration generation, ErasedUsers erased) => kind.Rows(
        SegmentEdits.Without(UsageSegment.Merge([.. rows.Select(row => row.Segment)]), erased), generation, rows.Max(row => options.Value.LateOf(row, day)));
}
