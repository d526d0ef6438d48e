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
    UsageTable usage, UsageIndex index, ErasureTable erasures, TimeProvider clock, ReportAdmission reports, IOptions<AggregationOptions> options,
    ILogger<UsageFolder> logger)
    : IDisposable
{
    private const int MaxAttempts = 5;

    /// <summary>After how many days the passes over them are noted: what a crash makes again.</summary>
    private const int LongestRun = 31;

    /// <summary>
    /// How many bytes of rows, not compressed, a pass takes on at once: far above an honest day. More than that is packed in parts first,
    /// whatever time of the day it is, since rows may be merged in any order.
    /// </summary>
    internal const long MaxPassLength = 32 * 1024 * 1024;

    /// <summary>For how long it holds that no import goes on: less than the quiet exceeds an hour, which an import may pause.</summary>
    private static readonly TimeSpan SightPatience = TimeSpan.FromMinutes(10);

    private readonly PassTurns _turns = new(reports, clock);

    /// <summary>The bound of a pass: for tests, a lower one.</summary>
    internal long MaxLength { get; init; } = MaxPassLength;

    /// <summary>Makes the passes that a message asks for.</summary>
    internal async Task FoldAsync(FoldMessage message, CancellationToken cancellationToken)
    {
        using var turn = await _turns.TakeAsync(cancellationToken);
        foreach (var (from, to) in DayRuns.Of(await DaysAsync(message, cancellationToken), LongestRun))
        {
            await FoldRunAsync(message, from, to, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private async Task<IReadOnlyList<DateOnly>> DaysAsync(FoldMessage message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return message.News
            ? [.. (await index.GetLooseAsync(cancellationToken)).Where(one => one.Template == message.Template && one.HasNews && IsPast(one.Day, now)).Select(one => one.Day)]
            : [.. message.Days()];
    }

    private async Task FoldRunAsync(FoldMessage message, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var settles = now - message.NoImportAt < SightPatience;
        var seals = settles && now >= options.Value.SealsAt(from);
        Guid[] templates = [.. message.Templates()];

        // Before the rows: whoever touches a partition after this makes its pass leave it on the list.
        var loose = seals ? await index.GetLooseAsync(templates, from, to, cancellationToken) : new Dictionary<(Guid, DateOnly), LoosePartition>();
        var (erased, notes, failures) = (await erasures.GetErasedAsync(cancellationToken), new PassNotes(now), new List<Exception>());
        foreach (var template in templates)
        {
            try
            {
                await FoldTemplateAsync(new PassRun(template, settles, loose, erased, notes), from, to, seals, cancellationToken);
            }
            catch (Exception e) when (templates.Length > 1 && !cancellationToken.IsCancellationRequested)
            {
                // The others are done, and are quickly done again when the message is.
                failures.Add(e);
            }
        }

        await notes.StoreAsync(index, cancellationToken);
        if (failures.Count > 0)
        {
            throw new AggregateException($"Passes over {failures.Count} of {templates.Length} templates failed.", failures);
        }
    }

    private async Task FoldTemplateAsync(PassRun run, DateOnly from, DateOnly to, bool seals, CancellationToken cancellationToken)
    {
        var next = from;
        await foreach (var (day, rows) in seals
            ? usage.ScanRowsAsync(run.Template, from, to, MaxLength, cancellationToken)
            : usage.ScanLooseRowsAsync(run.Template, from, to, MaxLength, cancellationToken))
        {
            await FoldEmptyAsync(day);
            await FoldUntilDoneAsync(run, day, rows, seals, cancellationToken);
            next = day.AddDays(1);
        }

        await FoldEmptyAsync(to.AddDays(1));

        // A day without rows has nothing to merge, but may leave the list.
        async Task FoldEmptyAsync(DateOnly end)
        {
            for (; next < end; next = next.AddDays(1))
            {
                await FoldUntilDoneAsync(run, next, [], seals, cancellationToken);
            }
        }
    }

    private async Task FoldUntilDoneAsync(PassRun run, DateOnly day, IReadOnlyList<UsageRow> scanned, bool withSealed, CancellationToken cancellationToken)
    {
        // What was scanned may end with the row that exceeds the bound, by what is stored or by what it becomes.
        var length = scanned.Sum(row => (long)Math.Max(row.RawLength, row.Bytes.Length));
        using var turn = await _turns.TakeAsync(length, cancellationToken);
        await FoldUntilDoneAsync(run, day, scanned, areAll: length <= MaxLength, withSealed, cancellationToken);
    }

    private async Task FoldUntilDoneAsync(
        PassRun run, DateOnly day, IReadOnlyList<UsageRow> scanned, bool areAll, bool withSealed, CancellationToken cancellationToken)
    {
        var rows = scanned;
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (!areAll)
            {
                if (await PackInPartsAsync(run, day, withSealed, cancellationToken) is not { } left)
                {
                    return;
                }

                rows = left;
            }

            if (await TryFoldAsync(run, day, rows, cancellationToken))
            {
                return;
            }

            LogLostRace(run.Template, day, attempt);
            (rows, areAll) = await usage.ReadRowsAsync(run.Template, day, withSealed, MaxLength, cancellationToken);
        }

        throw new InvalidOperationException($"Other workers were faster {MaxAttempts} times on the partition {run.Template} of {day:O}.");
    }

    // Part after part becomes fewer rows, which are behind what is left, until one pass takes on what there is. Null when it cannot become
    // less: it is left as it is, and read by reports as far as their own bound goes.
    private async Task<IReadOnlyList<UsageRow>?> PackInPartsAsync(PassRun run, DateOnly day, bool withSealed, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (rows, areAll) = await usage.ReadRowsAsync(run.Template, day, withSealed, MaxLength, cancellationToken);
            if (areAll)
            {
                return rows;
            }

            var plan = new PartitionPass(day, rows, run.Erased, options.Value, run.Now).Pack();
            if (plan.Replaced.Count == 0)
            {
                LogTooLarge(run.Template, day, MaxLength);
                run.Leave(day, run.Now + options.Value.Quiet);
                return null;
            }

            await TryApplyAsync(run, day, plan, cancellationToken);
            LogPacked(run.Template, day, plan.Replaced.Count, plan.Merged.Count);
        }
    }

    private Task<bool> TryFoldAsync(PassRun run, DateOnly day, IReadOnlyList<UsageRow> rows, CancellationToken cancellationToken)
    {
        var pass = new PartitionPass(day, rows, run.Erased, options.Value, run.Now);
        return run.Settles && run.Now >= options.Value.SealsAt(day) && pass.IsQuiet ? TrySealAsync(run, day, pass, cancellationToken)
            : IsPast(day, run.Now) ? TryPackAsync(run, day, pass, cancellationToken)
            : TryFoldHalfHoursAsync(run, day, pass, cancellationToken);
    }

    private async Task<bool> TryFoldHalfHoursAsync(PassRun run, DateOnly day, PartitionPass pass, CancellationToken cancellationToken)
    {
        var (plan, nextDue) = pass.FoldHalfHours(run.Settles && pass.IsQuiet);
        if (!await TryApplyAsync(run, day, plan, cancellationToken))
        {
            return false;
        }

        run.Leave(day, nextDue < options.Value.SealsAt(day) ? nextDue.Value : options.Value.SealsAt(day));
        LogFolded(run.Template, day, plan.Replaced.Count, plan.Merged.Count);
        return true;
    }

    private async Task<bool> TryPackAsync(PassRun run, DateOnly day, PartitionPass pass, CancellationToken cancellationToken)
    {
        // A pass that was asked for before the day was sealed: a note would put it on the list again.
        if (!pass.HasLooseRows)
        {
            return true;
        }

        var plan = pass.Pack();
        if (!await TryApplyAsync(run, day, plan, cancellationToken))
        {
            return false;
        }

        run.Leave(day, pass.QuietAt > options.Value.SealsAt(day) ? pass.QuietAt : options.Value.SealsAt(day));
        LogPacked(run.Template, day, plan.Replaced.Count, plan.Merged.Count);
        return true;
    }

    private async Task<bool> TrySealAsync(PassRun run, DateOnly day, PartitionPass pass, CancellationToken cancellationToken)
    {
        var plan = pass.Seal();
        if (!await TryApplyAsync(run, day, plan, cancellationToken))
        {
            return false;
        }

        run.Finish(day);
        LogSealed(run.Template, day, plan.Replaced.Count, plan.Merged.Count, plan.Merged.Sum(row => row.Bytes.Length));
        return true;
    }

    private async Task<bool> TryApplyAsync(PassRun run, DateOnly day, RowPlan plan, CancellationToken cancellationToken) =>
        plan.Replaced.Count == 0 || await usage.TryReplaceAsync(run.Template, day, plan.Replaced, plan.Merged, cancellationToken);

    private bool IsPast(DateOnly day, DateTimeOffset now) => LoosePartition.IsOld(day, now) || now >= options.Value.SealsAt(day);

    [LoggerMessage(101, LogLevel.Debug, "Folded {Replaced} rows of {Template} on {Day:O} into {Merged}.")]
    private partial void LogFolded(Guid template, DateOnly day, int replaced, int merged);

    [LoggerMessage(104, LogLevel.Debug, "Packed {Replaced} rows of {Template} on {Day:O} into {Merged}.")]
    private partial void LogPacked(Guid template, DateOnly day, int replaced, int merged);

    [LoggerMessage(102, LogLevel.Debug, "Sealed {Template} on {Day:O}: {Replaced} rows became {Merged} of {Bytes} bytes.")]
    private partial void LogSealed(Guid template, DateOnly day, int replaced, int merged, int bytes);

    [LoggerMessage(103, LogLevel.Information, "Another worker was faster on {Template} of {Day:O}, attempt {Attempt}: reading again.")]
    private partial void LogLostRace(Guid template, DateOnly day, int attempt);

    [LoggerMessage(105, LogLevel.Warning, "The rows of {Template} on {Day:O} have more than {MaxLength} bytes that cannot be merged: the day is not sealed.")]
    private partial void LogTooLarge(Guid template, DateOnly day, long maxLength);
}
