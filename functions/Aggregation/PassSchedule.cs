using Insights.Functions.Storage;

namespace Insights.Functions.Aggregation;

/// <summary>Which loose partitions are due for a pass, from what is stored of them alone.</summary>
/// <param name="loose">All of them.</param>
/// <param name="passesWait">Whether passes that were asked for still wait: if none does, one that was not made is lost.</param>
/// <param name="now">The time.</param>
/// <param name="options">When things are done.</param>
internal sealed class PassSchedule(IReadOnlyList<LoosePartition> loose, bool passesWait, DateTimeOffset now, AggregationOptions options)
{
    /// <summary>How many days of a template a message is of at most: several workers share the work on a template.</summary>
    private const int LongestRun = 15;

    /// <summary>How many partitions a message is of at most: that much is done again when one of them fails.</summary>
    private const int MaxPartitions = 16;

    /// <summary>After how long without a write a partition is settled although an import goes on: the import brings nothing for it.</summary>
    private static readonly TimeSpan ImportPatience = TimeSpan.FromDays(1);

    /// <summary>After how long a pass is asked for again although passes wait: its message is lost among them.</summary>
    private static readonly TimeSpan QueuePatience = TimeSpan.FromHours(2);

    /// <summary>Half the pause between two runs: what would be due until then is due now, rather than a run later.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    private readonly bool _imports = loose.Any(partition => options.IsImport(partition, now));

    /// <summary>
    /// The passes to ask for: adjacent days of a template in one message, because one scan reads them, and few days of several templates, because
    /// a message costs as much as a pass; recent days first, because readers wait for them.
    /// </summary>
    public IEnumerable<FoldMessage> Due() => loose.Where(IsDue)
        .GroupBy(partition => (partition.Template, MaySettle: MaySettle(partition)), partition => partition.Day)
        .SelectMany(days => DayRuns.Of([.. days.Order()], LongestRun), (days, run) => (days.Key.Template, days.Key.MaySettle, Run: run))
        .GroupBy(one => (one.MaySettle, one.Run), one => one.Template)
        .SelectMany(run => run.Chunk(MaxPartitions / DaysOf(run.Key.Run)), (run, templates) => MessageOf(run.Key.MaySettle, run.Key.Run, templates))
        .OrderByDescending(message => message.Through ?? message.Day);

    /// <summary>Whether a partition is due for a pass.</summary>
    internal bool IsDue(LoosePartition partition) =>
        !(partition.AwaitsPass && passesWait && now - partition.Queued < QueuePatience)
        && (partition is not { Checked: { } begun, Due: { } due }
            || (now >= options.SealsAt(partition.Day) || LoosePartition.IsOld(partition.Day, now)
                ? partition.HasNews || (due <= now && MaySettle(partition))
                : begun + TimeSpan.FromMinutes(options.FoldIntervalMinutes) <= now + Slack && (partition.MayHaveNews || (due <= now && MaySettle(partition)))));

    private static int DaysOf((DateOnly From, DateOnly To) run) => run.To.DayNumber - run.From.DayNumber + 1;

    private FoldMessage MessageOf(bool maySettle, (DateOnly From, DateOnly To) run, Guid[] templates) => new(
        templates[0], run.From, maySettle ? now : null, run.To == run.From ? null : run.To, Others: templates.Length == 1 ? null : templates[1..]);

    // A part of an import may have come for this partition, and the next one for others first.
    private bool MaySettle(LoosePartition partition) => !_imports || now - partition.Appended >= ImportPatience;
}
