using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Puts counts in the place of the people of a day: of each part that enough people had a share in their number and their minutes, as the
/// crowd of the level <c>aggregated</c> has them, and nothing of all others. So what that level says of the day is the same before and after.
/// <para>
/// A day is tallied once. What comes for it later is not counted: a tally stands for the day whatever else there is, and that is deleted. So it
/// may stop anywhere and be done again.
/// </para>
/// </summary>
public sealed partial class UsageTallier(
    UsageTable usage, UsageIndex index, ErasureTable erasures, DayCrowd crowd, ReportAdmission reports, TimeProvider clock, ILogger<UsageTallier> logger)
    : IDisposable
{
    private const int MaxAttempts = 5;

    private readonly PassTurns _turns = new(reports, clock);

    /// <summary>How many bytes a row may have: for tests, fewer.</summary>
    internal int MaxLength { get; init; } = UsageRow.MaxLength;

    /// <summary>How many bytes of rows, not compressed, are counted: for tests, fewer.</summary>
    internal long MaxDayLength { get; init; } = UsageFolder.MaxPassLength;

    /// <summary>
    /// Tallies a day; when this returns its rows have been read back, and none of them holds a person. Returns how many rows were deleted.
    /// </summary>
    /// <param name="template">The template of the partition.</param>
    /// <param name="day">Its UTC day: one to which nothing may come any more.</param>
    /// <param name="counts">Whether somebody counts; of others nothing is left.</param>
    /// <param name="cancellationToken">Ends the tallying.</param>
    internal async Task<int> TallyAsync(Guid template, DateOnly day, Func<Guid, bool> counts, CancellationToken cancellationToken)
    {
        using var turn = await _turns.TakeAsync(cancellationToken);
        var deleted = 0;
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var keys = await usage.ReadKeysAsync(template, day, cancellationToken);
            var tally = StandingTally.Of(keys);
            string[] gone = [.. keys.Where(key => tally?.Keys.Contains(key) != true)];
            if (gone.Length == 0)
            {
                return deleted;
            }

            // A pass that read these rows before may still write what it merged of them: the partition is loose until a later pass has gone
            // through it, which deletes that.
            await index.NoteRewritingAsync(template, day, cancellationToken);
            if (tally is not null)
            {
                await usage.DeleteAsync(template, day, gone, cancellationToken);
                deleted += gone.Length;
            }
            else
            {
                deleted += await TryReplaceAsync(template, day, counts, cancellationToken);
            }

            await index.AddChangeAsync(template, day, cancellationToken);
        }

        throw new InvalidOperationException($"Other workers were faster {MaxAttempts} times on the partition {template} of {day:O}.");
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    // How many rows were replaced; none when another worker was faster.
    private async Task<int> TryReplaceAsync(Guid template, DateOnly day, Func<Guid, bool> counts, CancellationToken cancellationToken)
    {
        var (rows, areAll) = await usage.ReadRowsAsync(template, day, withSealed: true, MaxDayLength, cancellationToken);
        if (StandingTally.Of(rows.Select(row => row.Key)) is not null)
        {
            return 0;
        }

        using var turn = await _turns.TakeAsync(rows.Sum(row => (long)Math.Max(row.RawLength, row.Bytes.Length)), cancellationToken);
        if (!areAll)
        {
            LogTooLarge(template, day, MaxDayLength);
        }

        // Whoever is erased from now on is nobody any more in what is written.
        var erased = await erasures.ReadErasedAsync(cancellationToken);
        var people = areAll ? SegmentEdits.Without(UsageSegment.Merge([.. rows.Where(row => !row.IsTallied).Select(row => row.Segment)]), erased) : UsageSegment.Empty;
        return await usage.TryReplaceAsync(template, day, rows, Rows(rows, crowd.Of(template, people, counts)), cancellationToken) ? rows.Count : 0;
    }

    private MergedRow[] Rows(IReadOnlyList<UsageRow> replaced, UsageSegment counts)
    {
        // Of a day of which nothing is left that is to be known too, so that it is not counted again.
        byte[][] pieces = counts.IsEmpty ? [SegmentCodec.EncodeCompressed(counts)] : [.. SegmentEdits.EncodeInPieces(counts, MaxLength, SegmentCodec.EncodeCompressed)];
        var generation = RowGeneration.After(replaced.Select(row => row.Key), clock.GetUtcNow());
        return [.. pieces.Select((bytes, piece) => new MergedRow(StorageKeys.Tallied(crowd.Floor, pieces.Length, generation, piece), bytes, Late: null))];
    }

    [LoggerMessage(150, LogLevel.Warning, "The rows of {Template} on {Day:O} have more than {MaxLength} bytes: they are deleted, as people are not kept for as long, and nothing of them is counted.")]
    private partial void LogTooLarge(Guid template, DateOnly day, long maxLength);
}
