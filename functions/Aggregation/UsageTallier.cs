using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Puts counts in the place of the people of a day: of each part that enough people had a share in their number and their minutes, as the
/// crowd of the level <c>aggregated</c> has them, and nothing of all others. So what that level says of the day is the same before and after.
/// <para>
/// A day is tallied once. What comes for it later is not counted: a tally stands for the day whatever else there is, and that is deleted. So it
/// may stop anywhere and be done again.
/// </para>
/// </summary>
public sealed class UsageTallier(UsageTable usage, UsageIndex index, ErasureTable erasures, TimeProvider clock, IOptions<PrivacyOptions> privacy)
{
    private const int MaxAttempts = 5;

    /// <summary>How many bytes a row may have: for tests, fewer.</summary>
    internal int MaxLength { get; init; } = UsageRow.MaxLength;

    /// <summary>Tallies a day; when this returns no row of it holds a person. Returns how many rows were deleted.</summary>
    /// <param name="template">The template of the partition.</param>
    /// <param name="day">Its UTC day: one to which nothing may come any more.</param>
    /// <param name="counts">Whether somebody counts; of others nothing is left.</param>
    /// <param name="cancellationToken">Ends the tallying.</param>
    internal async Task<int> TallyAsync(Guid template, DateOnly day, Func<Guid, bool> counts, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var rows = await usage.ReadRowsAsync(template, day, withSealed: true, cancellationToken);
            var tally = StandingTally.Of(rows.Select(row => row.Key));
            UsageRow[] gone = [.. rows.Where(row => tally?.Keys.Contains(row.Key) != true)];
            if (gone.Length == 0)
            {
                return 0;
            }

            // A pass that read these rows before may still write what it merged of them: the partition is loose until a later pass has gone
            // through it, which deletes that.
            await index.NoteRewritingAsync(template, day, cancellationToken);
            var erased = await erasures.ReadErasedAsync(cancellationToken);
            if (await usage.TryReplaceAsync(template, day, gone, tally is null ? Rows(template, rows, erased, counts) : [], cancellationToken))
            {
                await index.AddChangeAsync(template, day, cancellationToken);
                return gone.Length;
            }
        }

        throw new InvalidOperationException($"Other workers were faster {MaxAttempts} times on the partition {template} of {day:O}.");
    }

    private MergedRow[] Rows(Guid template, IReadOnlyList<UsageRow> rows, ErasedUsers erased, Func<Guid, bool> counts)
    {
        var floor = privacy.Value.GroupFloor;
        var people = SegmentEdits.Without(UsageSegment.Merge([.. rows.Where(row => !row.IsTallied).Select(row => row.Segment)]), erased);
        var crowd = new Crowd(new PrivacyKey(privacy.Value.Key), floor).Of(template, PeopleFloor.Of(people, counts, floor));

        // Of a day of which nothing is left that is to be known too, so that it is not counted again.
        byte[][] pieces = crowd.IsEmpty ? [SegmentCodec.EncodeCompressed(crowd)] : [.. SegmentEdits.EncodeInPieces(crowd, MaxLength, SegmentCodec.EncodeCompressed)];
        var generation = RowGeneration.After(rows.Select(row => row.Key), clock.GetUtcNow());
        return [.. pieces.Select((bytes, piece) => new MergedRow(StorageKeys.Tallied(floor, pieces.Length, generation, piece), bytes, Late: null))];
    }
}
