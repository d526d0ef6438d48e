using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Puts counts in the place of what is there of some buckets: of half-hours that a source was stopped in it sent only a part, and no union
/// of that part with counts has the figures of the whole. It is an edit, as erasing is, and not a merge: so it is for half-hours that are
/// long over, of which nothing more comes.
/// <para>
/// Nobody loses anything by it: where counts say less than what is there (<see cref="CountedBucket.SaysAllOf"/>) that stays. Doing it again
/// changes nothing, and completes what a crash has left half done.
/// </para>
/// </summary>
public sealed class UsageCompleter(
    UsageTable usage, UsageIndex index, ErasureTable erasures, TimeProvider clock, IOptions<AggregationOptions> options, PersonRetention people)
{
    private const int Parallelism = 8;
    private const int MaxAttempts = 5;

    /// <summary>Completes buckets of any templates and days; when this returns they are in the table. Those of days that are older than people are kept, or were tallied, are left out.</summary>
    public async Task CompleteAsync(IReadOnlyCollection<CountedBucket> buckets, CancellationToken cancellationToken)
    {
        var first = people.FirstTaken;
        var partitions = buckets.Where(bucket => bucket.HalfHour.Day >= first).GroupBy(bucket => (bucket.Template, bucket.HalfHour.Day)).ToArray();
        await usage.IntroduceAsync([.. partitions.Select(partition => (partition.Key.Template, partition.Min(bucket => bucket.HalfHour)))], cancellationToken);
        var erased = await erasures.ReadErasedAsync(cancellationToken);
        await Parallel.ForEachAsync(
            partitions,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (partition, cancel) => await CompleteAsync(
                partition.Key.Template, partition.Key.Day, [.. partition.Where(bucket => !erased.Contains(bucket.User, bucket.HalfHour))], cancel));
    }

    private async Task CompleteAsync(Guid template, DateOnly day, CountedBucket[] buckets, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var rows = await usage.ReadRowsAsync(template, day, withSealed: true, cancellationToken);
            if (StandingTally.Of(rows.Select(row => row.Key)) is not null)
            {
                return;
            }

            var counted = Standing(buckets, UsageSegment.Merge([.. rows.Select(row => row.Segment)]));
            var places = counted.Select(bucket => (bucket.User, bucket.HalfHour)).ToHashSet();
            var held = rows.Where(row => !SegmentEdits.Only(row.Segment, (user, halfHour) => places.Contains((user, halfHour))).IsEmpty).ToArray();
            var counts = Build(counted);
            if (counts.IsEmpty || IsStored(held, counts, places))
            {
                return;
            }

            await index.NoteRewritingAsync(template, day, cancellationToken);
            var generation = RowGeneration.After(rows.Select(row => row.Key), clock.GetUtcNow());
            if (await usage.TryReplaceAsync(template, day, held, [.. Rewrite(day, held, counts, places, generation)], cancellationToken))
            {
                await index.AddChangeAsync(template, day, cancellationToken);
                return;
            }
        }

        throw new InvalidOperationException($"Other workers were faster {MaxAttempts} times on the partition {template} of {day:O}.");
    }

    // Those that say all that is there.
    private static CountedBucket[] Standing(CountedBucket[] buckets, UsageSegment stored)
    {
        var places = new Dictionary<(Guid, int), int>();
        for (var user = 0; user < stored.Users.Length; user++)
        {
            for (var bucket = stored.UserStarts[user]; bucket < stored.UserStarts[user + 1]; bucket++)
            {
                places.Add((stored.Users[user], stored.HalfHours[bucket]), bucket);
            }
        }

        return [.. buckets.Where(bucket => !places.TryGetValue((bucket.User, bucket.HalfHour.Number), out var place) || bucket.SaysAllOf(stored, place))];
    }

    private static UsageSegment Build(CountedBucket[] buckets)
    {
        var builder = new UsageSegmentBuilder();
        foreach (var bucket in buckets)
        {
            bucket.AddTo(builder);
        }

        return builder.Build();
    }

    // All rows that held some of the buckets without them, by their kind; the counts are sealed, with what is sealed already.
    private IEnumerable<MergedRow> Rewrite(
        DateOnly day, UsageRow[] held, UsageSegment counts, HashSet<(Guid User, HalfHour HalfHour)> places, RowGeneration generation)
    {
        foreach (var kind in held.GroupBy(RowKind.Of).Select(rows => (rows.Key, Rows: rows.ToArray())).Where(kind => kind.Key != RowKind.Sealed).Append((Key: RowKind.Sealed, Rows: [.. held.Where(row => row.IsSealed)])))
        {
            var rest = SegmentEdits.Without(UsageSegment.Merge([.. kind.Rows.Select(row => row.Segment)]), places);
            var segment = kind.Key == RowKind.Sealed ? UsageSegment.Merge(rest, counts) : rest;
            foreach (var row in kind.Key.Rows(segment, generation, kind.Rows.Max(row => options.Value.LateOf(row, day))))
            {
                yield return row;
            }
        }
    }

    private static bool IsStored(UsageRow[] held, UsageSegment counts, HashSet<(Guid User, HalfHour HalfHour)> places) =>
        SegmentCodec.Encode(SegmentEdits.Only(UsageSegment.Merge([.. held.Select(row => row.Segment)]), (user, halfHour) => places.Contains((user, halfHour))))
            .AsSpan().SequenceEqual(SegmentCodec.Encode(counts));
}
