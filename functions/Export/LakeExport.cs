using Insights.Functions.Insights;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Export;

/// <summary>
/// Keeps a container as the table is: a file of each sealed day, written anew when the day changes, and none of a day that is no longer kept,
/// nor one with people of a day that has counts in their place.
/// </summary>
public sealed partial class LakeExport(
    ExportContainer container, DayFiles files, UsageIndex index, UsageStarts starts, TimeProvider clock, IOptions<UsageOptions> usage, ILogger<LakeExport> logger)
{
    /// <summary>How many days one pass writes at most: the first takes the history in parts.</summary>
    internal const int MaxDays = 40;

    /// <summary>How much the clocks of instances may differ, and a change take to be seen.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);

    /// <summary>How far back changes are looked for. The journal goes back twice as far; who has not looked for as long begins anew.</summary>
    internal static readonly TimeSpan Reach = TimeSpan.FromDays(1);

    /// <summary>Sees to every day once. One that fails ends no other.</summary>
    /// <exception cref="AggregateException">Some failed; the next pass tries them again.</exception>
    internal async Task RunAsync(string name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await container.PrepareAsync(name, cancellationToken);
        var failures = new List<Exception>();
        var first = usage.Value.FirstDay(now);
        foreach (var folder in DayFiles.Folders)
        {
            foreach (var day in (await container.ListAsync(name, folder, cancellationToken)).Keys.Where(day => day < first))
            {
                await TryAsync(day, () => container.DeleteAsync(name, folder, day, cancellationToken));
            }
        }

        var terms = await files.TermsAsync(cancellationToken);
        var due = await DueAsync(name, first, terms, now, cancellationToken);
        var written = due.Take(MaxDays).ToHashSet();
        foreach (var folder in DayFiles.Folders)
        {
            // They are not kept until there is time to write them anew.
            foreach (var (day, file) in await container.ListAsync(name, folder, cancellationToken))
            {
                if (day < terms.CountedBefore && day >= first && file.Schema != DayFiles.SchemaOf(day, terms) && !written.Contains(day))
                {
                    await TryAsync(day, () => container.DeleteAsync(name, folder, day, cancellationToken));
                }
            }
        }

        foreach (var day in written.Order())
        {
            await TryAsync(day, () => files.WriteAsync(name, day, cancellationToken));
        }

        LogPass(due.Count, written.Count, failures.Count);
        if (failures.Count > 0)
        {
            throw new AggregateException("Some days could not be exported; the next pass tries them again.", failures);
        }

        // What is left over is due by itself, except a change that the journal will have forgotten.
        if (due.Count <= MaxDays)
        {
            await container.NotePassAsync(name, now, cancellationToken);
        }

        async Task TryAsync(DateOnly day, Func<Task> act)
        {
            try
            {
                await act();
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailure(day, e);
                failures.Add(e);
            }
        }
    }

    // Today and yesterday are never sealed for good: events arrive for them at any moment.
    private async Task<IReadOnlyList<DateOnly>> DueAsync(string name, DateOnly first, DayTerms terms, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await starts.GetAsync(cancellationToken);
        if (known.Count == 0)
        {
            return [];
        }

        var began = known.Values.Min().Day;
        var beganAnew = now - await container.FindPassAsync(name, cancellationToken) > Reach;

        // The loose ones first: whoever takes a partition off the list writes the journal before.
        var loose = (await index.GetLooseKeysAsync(cancellationToken)).Select(partition => partition.Day).ToHashSet();
        var changes = (await index.GetChangesAsync(now - Reach - Overlap, cancellationToken))
            .Select(key => (StorageKeys.ParseChange(key).Day, At: StorageKeys.ParseChangeTime(key)))
            .ToLookup(change => change.Day, change => change.At);
        var exported = await Task.WhenAll(DayFiles.Folders.Select(folder => container.ListAsync(name, folder, cancellationToken)));
        var due = new List<DateOnly>();
        for (var (day, last) = (began > first ? began : first, DateOnly.FromDateTime(now.UtcDateTime).AddDays(-2)); day <= last; day = day.AddDays(1))
        {
            if (!loose.Contains(day) && exported.Any(folder => !IsCurrent(folder, day)))
            {
                due.Add(day);
            }
        }

        return due;

        bool IsCurrent(IReadOnlyDictionary<DateOnly, (DateTimeOffset At, string Schema)> folder, DateOnly day) =>
            folder.TryGetValue(day, out var file)
            && file.Schema == DayFiles.SchemaOf(day, terms)
            && (!beganAnew || file.At > now - Reach)
            && changes[day].All(change => change < file.At - Overlap);
    }

    [LoggerMessage(140, LogLevel.Information, "{Due} days were to be exported, of which {Tried} were tried and {Failed} failed.")]
    private partial void LogPass(int due, int tried, int failed);

    [LoggerMessage(141, LogLevel.Warning, "The day {Day} could not be exported.")]
    private partial void LogFailure(DateOnly day, Exception exception);
}
