using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Makes few rows of many: a pass over one partition folds the deltas of its half-hours, settles half-hours whose grace is over, and
/// seals the day when its own is. Rows are never changed. What merges rows is written under a key that sorts after theirs, with or
/// before their deletion, so a pass may stop anywhere, run twice, or race another: a reader merges whatever rows it finds.
/// </summary>
public sealed partial class UsageFolder(
    UsageTable usage, UsageIndex index, ErasureTable erasures, TimeProvider clock, IOptions<AggregationOptions> options, ILogger<UsageFolder> logger)
    : IDisposable
{
    /// <summary>From how many deltas on a half-hour that goes on is folded: fewer cost a reader less than folding them.</summary>
    private const int WorthFolding = 8;

    private const int MaxAttempts = 5;

    /// <summary>How many partitions are in memory at once: one may be of tens of thousands of users.</summary>
    private const int MaxPasses = 4;

    private readonly SemaphoreSlim _passes = new(MaxPasses);

    /// <summary>Makes a pass over a partition.</summary>
    public async Task FoldAsync(Guid template, DateOnly day, CancellationToken cancellationToken)
    {
        await _passes.WaitAsync(cancellationToken);
        try
        {
            await FoldUntilDoneAsync(template, day, cancellationToken);
        }
        finally
        {
            _passes.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _passes.Dispose();

    private async Task FoldUntilDoneAsync(Guid template, DateOnly day, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await TryFoldAsync(template, day, cancellationToken))
            {
                return;
            }

            LogLostRace(template, day, attempt);
        }

        throw new InvalidOperationException($"Other workers were faster {MaxAttempts} times on the partition {template} of {day:O}.");
    }

    /// <summary>What takes the place of the rows of half-hours, and which ones it does; and when the first of the others is due.</summary>
    private static (List<UsageRow> Replaced, List<(string Key, byte[] Bytes)> Merged, DateTimeOffset? NextDue) FoldHalfHours(
        IEnumerable<UsageRow> rows, DateOnly day, ErasedUsers erased, AggregationOptions options, DateTimeOffset now)
    {
        var (replaced, merged, nextDue) = (new List<UsageRow>(), new List<(string, byte[])>(), (DateTimeOffset?)null);
        foreach (var halfHour in rows.Where(row => !row.IsSealed).GroupBy(row => row.HalfHourOfDay!.Value))
        {
            var settlesAt = options.SettlesAt(new HalfHour(HalfHour.FirstOf(day).Number + halfHour.Key));

            // Once settled it stays so, whatever this worker's clock says.
            var settles = now >= settlesAt || halfHour.Any(row => row.IsSettled);
            nextDue = settles || settlesAt > nextDue ? nextDue : settlesAt;
            if (settles ? IsOneGeneration(halfHour, row => row.IsSettled) : halfHour.Count(row => row.IsDelta) < WorthFolding)
            {
                continue;
            }

            var segment = Merge(halfHour, erased);
            var generation = RowGeneration.After(halfHour.Select(row => row.Key), now);
            var pieces = SegmentEdits.EncodeInPieces(settles ? SegmentEdits.Settle(segment, final: false) : segment, UsageRow.MaxLength, SegmentCodec.Encode);
            merged.AddRange(pieces.Select((bytes, piece) => (StorageKeys.Folded(halfHour.Key, settles, generation, piece), bytes)));
            replaced.AddRange(halfHour);
        }

        return (replaced, merged, nextDue);
    }

    private static UsageSegment Merge(IEnumerable<UsageRow> rows, ErasedUsers erased) =>
        SegmentEdits.Without(UsageSegment.Merge([.. rows.Select(row => row.Segment)]), erased);

    private async Task<bool> TryFoldAsync(Guid template, DateOnly day, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var seals = now >= options.Value.SealsAt(day);

        // Before the rows: whoever touches the partition after this makes the pass leave it on the list.
        var loose = seals ? await index.FindLooseAsync(template, day, cancellationToken) : null;
        var erased = await erasures.GetErasedAsync(cancellationToken);
        var rows = await usage.ReadRowsAsync(template, day, withSealed: seals, cancellationToken);
        return seals
            ? await TrySealAsync(template, day, rows, loose, erased, now, cancellationToken)
            : await TryFoldHalfHoursAsync(template, day, rows, erased, now, cancellationToken);
    }

    private async Task<bool> TryFoldHalfHoursAsync(
        Guid template, DateOnly day, IReadOnlyList<UsageRow> rows, ErasedUsers erased, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (replaced, merged, nextDue) = FoldHalfHours(rows, day, erased, options.Value, now);
        if (replaced.Count > 0 && !await usage.TryReplaceAsync(template, day, replaced, merged, cancellationToken))
        {
            return false;
        }

        var due = nextDue < options.Value.SealsAt(day) ? nextDue.Value : options.Value.SealsAt(day);
        await index.NotePassAsync(template, day, now, due, cancellationToken);
        LogFolded(template, day, replaced.Count, merged.Count);
        return true;
    }

    private async Task<bool> TrySealAsync(
        Guid template,
        DateOnly day,
        IReadOnlyList<UsageRow> rows,
        LoosePartition? loose,
        ErasedUsers erased,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!IsOneGeneration(rows, row => row.IsSealed) || rows.Any(row => erased.AnyOf(row.Segment)))
        {
            var segment = SegmentEdits.Settle(Merge(rows, erased), final: true);
            var generation = RowGeneration.After(rows.Select(row => row.Key), now);
            var merged = SegmentEdits.EncodeInPieces(segment, UsageRow.MaxLength, SegmentCodec.EncodeCompressed)
                .Select((bytes, piece) => (StorageKeys.Sealed(generation, piece), bytes)).ToArray();
            if (!await usage.TryReplaceAsync(template, day, rows, merged, cancellationToken))
            {
                return false;
            }

            LogSealed(template, day, rows.Count, merged.Length, merged.Sum(row => row.bytes.Length));
        }

        if (loose is not null && now - loose.Touched >= LoosePartition.QuietPeriod)
        {
            await index.RemoveLooseAsync(loose, cancellationToken);
        }
        else if (loose is not null)
        {
            await index.NotePassAsync(template, day, now, loose.Touched + LoosePartition.QuietPeriod, cancellationToken);
        }

        return true;
    }

    // Nothing but the pieces that one attempt made, of one kind: there is nothing to merge.
    private static bool IsOneGeneration(IEnumerable<UsageRow> rows, Func<UsageRow, bool> isOfKind) =>
        rows.All(isOfKind) && rows.Select(row => row.Generation).Distinct().Count() <= 1;

    [LoggerMessage(101, LogLevel.Debug, "Folded {Replaced} rows of {Template} on {Day:O} into {Merged}.")]
    private partial void LogFolded(Guid template, DateOnly day, int replaced, int merged);

    [LoggerMessage(102, LogLevel.Debug, "Sealed {Template} on {Day:O}: {Replaced} rows became {Merged} of {Bytes} bytes.")]
    private partial void LogSealed(Guid template, DateOnly day, int replaced, int merged, int bytes);

    [LoggerMessage(103, LogLevel.Information, "Another worker was faster on {Template} of {Day:O}, attempt {Attempt}: reading again.")]
    private partial void LogLostRace(Guid template, DateOnly day, int attempt);
}
