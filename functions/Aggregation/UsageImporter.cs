using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Takes in history that was added up elsewhere, a day at a time, straight into sealed rows: nothing is queued, folded or settled, and
/// reports are as fast at once as they are of any sealed day.
/// <para>
/// A template's sealed rows of the day are merged with what is imported and replaced as sealing replaces them; rows that are not sealed
/// stay for the next pass. So an import may stop anywhere and be made again, at the same time as live usage or another import: what is
/// there already is not written again.
/// </para>
/// </summary>
public sealed partial class UsageImporter(
    UsageTable usage, UsageIndex index, ErasureTable erasures, TimeProvider clock, PersonRetention people, ILogger<UsageImporter> logger)
{
    private const int Parallelism = 8;
    private const int MaxAttempts = 5;

    /// <summary>Imports the buckets of one UTC day, of any templates and in any order; when this returns they are in the table.</summary>
    /// <param name="day">The day. One that is older than people are kept is left out, and so is a template of which the day was tallied.</param>
    /// <param name="buckets">Its buckets; each is let go when the next one is asked for.</param>
    /// <param name="cancellationToken">Ends the import: what was written until then stays.</param>
    /// <exception cref="ArgumentException">A bucket is of another day.</exception>
    public async Task<ImportedDay> ImportAsync(DateOnly day, IAsyncEnumerable<CountedBucket> buckets, CancellationToken cancellationToken)
    {
        var (templates, count) = await BuildAsync(day, buckets, cancellationToken);
        if (day < people.FirstTaken)
        {
            return new ImportedDay(day, templates.Count, count, Rows: 0);
        }

        // A row that the index does not lead to would be invisible.
        await usage.IntroduceAsync([.. templates.Select(template => (template.Key, template.Value.First))], cancellationToken);
        var erased = await erasures.GetErasedAsync(cancellationToken);
        var rows = 0;
        for (var pending = templates; pending.Count > 0;)
        {
            var stored = new Dictionary<Guid, UsageSegment>();
            await Parallel.ForEachAsync(
                pending,
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
                async (template, cancel) =>
                {
                    var (segment, written) = await MergeAsync(template.Key, day, template.Value, erased, cancel);
                    Interlocked.Add(ref rows, written);
                    lock (stored)
                    {
                        stored.Add(template.Key, segment);
                    }
                });

            // Who was erased meanwhile may have been looked for here before the rows were there.
            erased = await erasures.ReadErasedAsync(cancellationToken);
            pending = pending.Where(template => erased.AnyOf(stored[template.Key])).ToDictionary();
        }

        LogImported(day, templates.Count, count, rows);
        return new ImportedDay(day, templates.Count, count, rows);
    }

    private static async Task<(Dictionary<Guid, UsageSegment> Templates, int Count)> BuildAsync(
        DateOnly day, IAsyncEnumerable<CountedBucket> buckets, CancellationToken cancellationToken)
    {
        var builders = new Dictionary<Guid, UsageSegmentBuilder>();
        var count = 0;
        await foreach (var bucket in buckets.WithCancellation(cancellationToken))
        {
            if (bucket.HalfHour.Day != day)
            {
                throw new ArgumentException($"A bucket of {bucket.HalfHour} is not one of {day:O}.", nameof(buckets));
            }

            if (!builders.TryGetValue(bucket.Template, out var builder))
            {
                builders.Add(bucket.Template, builder = new UsageSegmentBuilder());
            }

            bucket.AddTo(builder);
            count++;
        }

        return (builders.ToDictionary(template => template.Key, template => template.Value.Build()), count);
    }

    /// <summary>Stores what is imported with what is sealed already; returns all of it, and how many rows that took.</summary>
    private async Task<(UsageSegment Stored, int Written)> MergeAsync(
        Guid template, DateOnly day, UsageSegment imported, ErasedUsers erased, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var (rows, tally) = await usage.ReadSealedRowsAsync(template, day, cancellationToken);
            if (tally is not null)
            {
                // Nobody comes back into a day that was tallied when people were kept for less long than now.
                return (UsageSegment.Empty, 0);
            }

            var segment = SegmentEdits.Without(UsageSegment.Merge([.. rows.Select(row => row.Segment), imported]), erased);
            var pieces = SegmentEdits.EncodeInPieces(segment, UsageRow.MaxLength, SegmentCodec.EncodeCompressed).ToArray();
            var written = IsStored(rows, pieces) ? 0 : pieces.Length;
            var generation = RowGeneration.After(rows.Select(row => row.Key), clock.GetUtcNow());
            if (written == 0
                || await usage.TryReplaceAsync(
                    template, day, rows, [.. pieces.Select((bytes, piece) => new MergedRow(StorageKeys.Sealed(generation, piece), bytes, rows.Max(row => row.Late)))], cancellationToken))
            {
                // Also when nothing was written: whoever wrote it may have stopped before this.
                await index.AddChangeAsync(template, day, cancellationToken);
                return (segment, written);
            }
        }

        throw new InvalidOperationException($"Other workers were faster {MaxAttempts} times on the partition {template} of {day:O}.");
    }

    private static bool IsStored(IReadOnlyList<UsageRow> rows, byte[][] pieces) =>
        rows.Count == pieces.Length && rows.Zip(pieces).All(pair => pair.First.Bytes.AsSpan().SequenceEqual(pair.Second));

    [LoggerMessage(130, LogLevel.Debug, "Imported {Day:O}: {Templates} templates, {Buckets} buckets, {Rows} rows written.")]
    private partial void LogImported(DateOnly day, int templates, int buckets, int rows);
}
