using Insights.Functions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Makes few rows of many: a pass over one partition folds the deltas of its half-hours, settles half-hours whose grace is over, packs the
/// day when it is over, and seals it when it is quiet as well (<see cref="AggregationOptions"/>). Rows are never changed. What merges rows
/// is written under a key that sorts after theirs, with or before their deletion, so a pass may stop anywhere, run twice, or race
/// another: a reader merges whatever rows it finds.
/// </summary>
public sealed partial class UsageFolder(
    UsageTable usage, UsageIndex index, ErasureTable erasures, TimeProvider clock, IOptions<AggregationOptions> options, ILogger<UsageFolder> logger)
    : IDisposable
{
    private const int MaxAttempts = 5;

    /// <summary>How many partitions are in memory at once: one may be of tens of thousands of users.</summary>
    private const int MaxPasses = 4;

    /// <summary>
    /// How many bytes of rows, not compressed, a pass takes on at once: far above an honest day. More than that is packed in parts first,
    /// whatever time of the day it is, since rows may be merged in any order.
    /// </summary>
    internal const long MaxPassLength = 64 * 1024 * 1024;

    /// <summary>For how long it holds that no import goes on: less than the quiet exceeds an hour, which an import may pause.</summary>
    private static readonly TimeSpan SightPatience = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _passes = new(MaxPasses);

    /// <summary>The bound of a pass: for tests, a lower one.</summary>
    internal long MaxLength { get; init; } = MaxPassLength;

    /// <summary>Makes the pass over a partition that a message asks for.</summary>
    internal async Task FoldAsync(FoldMessage message, CancellationToken cancellationToken)
    {
        await _passes.WaitAsync(cancellationToken);
        try
        {
            await FoldUntilDoneAsync(message, cancellationToken);
        }
        finally
        {
            _passes.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _passes.Dispose();

    private async Task FoldUntilDoneAsync(FoldMessage message, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await TryFoldAsync(message, cancellationToken))
            {
                return;
            }

            LogLostRace(message.Template, message.Day, attempt);
        }

        throw new InvalidOperationException($"Other workers were faster {MaxAttempts} times on the partition {message.Template} of {message.Day:O}.");
    }

    private async Task<bool> TryFoldAsync(FoldMessage message, CancellationToken cancellationToken)
    {
        var (template, day, noImportAt) = message;
        var now = clock.GetUtcNow();
        var settle = now - noImportAt < SightPatience;
        var over = now >= options.Value.SealsAt(day);

        // Before the rows: whoever touches the partition after this makes the pass leave it on the list.
        var loose = over && settle ? await index.FindLooseAsync(template, day, cancellationToken) : null;
        var erased = await erasures.GetErasedAsync(cancellationToken);
        var (rows, areAll) = await usage.ReadRowsAsync(template, day, withSealed: over && settle, MaxLength, cancellationToken);
        while (!areAll)
        {
            if (!await PackPartAsync(template, day, new PartitionPass(day, rows, erased, options.Value, now), cancellationToken))
            {
                await index.NotePassAsync(template, day, now, now + options.Value.Quiet, cancellationToken);
                return true;
            }

            (rows, areAll) = await usage.ReadRowsAsync(template, day, withSealed: over && settle, MaxLength, cancellationToken);
        }

        var pass = new PartitionPass(day, rows, erased, options.Value, now);
        return over && settle && pass.IsQuiet ? await TrySealAsync(template, day, pass, loose, now, cancellationToken)
            : over || LoosePartition.IsOld(day, now) ? await TryPackAsync(template, day, pass, now, cancellationToken)
            : await TryFoldHalfHoursAsync(template, day, pass, settle && pass.IsQuiet, now, cancellationToken);
    }

    // A part becomes fewer rows, which are behind what is left. False when it cannot become less: it is left as it is, and read by
    // reports as far as their own bound goes.
    private async Task<bool> PackPartAsync(Guid template, DateOnly day, PartitionPass pass, CancellationToken cancellationToken)
    {
        var plan = pass.Pack();
        if (plan.Replaced.Count == 0)
        {
            LogTooLarge(template, day, MaxLength);
            return false;
        }

        await TryApplyAsync(template, day, plan, cancellationToken);
        LogPacked(template, day, plan.Replaced.Count, plan.Merged.Count);
        return true;
    }

    private async Task<bool> TryFoldHalfHoursAsync(
        Guid template, DateOnly day, PartitionPass pass, bool settle, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (plan, nextDue) = pass.FoldHalfHours(settle);
        if (!await TryApplyAsync(template, day, plan, cancellationToken))
        {
            return false;
        }

        var due = nextDue < options.Value.SealsAt(day) ? nextDue.Value : options.Value.SealsAt(day);
        await index.NotePassAsync(template, day, now, due, cancellationToken);
        LogFolded(template, day, plan.Replaced.Count, plan.Merged.Count);
        return true;
    }

    private async Task<bool> TryPackAsync(Guid template, DateOnly day, PartitionPass pass, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A pass that was asked for before the day was sealed: a note would put it on the list again.
        if (!pass.HasLooseRows)
        {
            return true;
        }

        var plan = pass.Pack();
        if (!await TryApplyAsync(template, day, plan, cancellationToken))
        {
            return false;
        }

        var due = pass.QuietAt > options.Value.SealsAt(day) ? pass.QuietAt : options.Value.SealsAt(day);
        await index.NotePassAsync(template, day, now, due, cancellationToken);
        LogPacked(template, day, plan.Replaced.Count, plan.Merged.Count);
        return true;
    }

    private async Task<bool> TrySealAsync(
        Guid template, DateOnly day, PartitionPass pass, LoosePartition? loose, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var plan = pass.Seal();
        if (!await TryApplyAsync(template, day, plan, cancellationToken))
        {
            return false;
        }

        if (loose is not null && now - loose.Touched >= LoosePartition.QuietPeriod)
        {
            await index.RemoveLooseAsync(loose, cancellationToken);
        }
        else if (loose is not null)
        {
            await index.NotePassAsync(template, day, now, loose.Touched + LoosePartition.QuietPeriod, cancellationToken);
        }

        LogSealed(template, day, plan.Replaced.Count, plan.Merged.Count, plan.Merged.Sum(row => row.Bytes.Length));
        return true;
    }

    private async Task<bool> TryApplyAsync(Guid template, DateOnly day, RowPlan plan, CancellationToken cancellationToken) =>
        plan.Replaced.Count == 0 || await usage.TryReplaceAsync(template, day, plan.Replaced, plan.Merged, cancellationToken);

    [LoggerMessage(101, LogLevel.Debug, "Folded {Replaced} rows of {Template} on {Day:O} into {Merged}.")]
    private partial void LogFolded(Guid template, DateOnly day, int replaced, int merged);

    [LoggerMessage(105, LogLevel.Warning, "The rows of {Template} on {Day:O} have more than {MaxLength} bytes that cannot be merged: the day is not sealed.")]
    private partial void LogTooLarge(Guid template, DateOnly day, long maxLength);

    [LoggerMessage(104, LogLevel.Debug, "Packed {Replaced} rows of {Template} on {Day:O} into {Merged}.")]
    private partial void LogPacked(Guid template, DateOnly day, int replaced, int merged);

    [LoggerMessage(102, LogLevel.Debug, "Sealed {Template} on {Day:O}: {Replaced} rows became {Merged} of {Bytes} bytes.")]
    private partial void LogSealed(Guid template, DateOnly day, int replaced, int merged, int bytes);

    [LoggerMessage(103, LogLevel.Information, "Another worker was faster on {Template} of {Day:O}, attempt {Attempt}: reading again.")]
    private partial void LogLostRace(Guid template, DateOnly day, int attempt);
}
