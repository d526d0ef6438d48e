using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Tallies the days of a template that are older than people are kept, some at a time, and makes sure that none of them holds a person. Which
/// are left is seen from their keys: so whatever stops it, or comes after it, the next run sees to it.
/// </summary>
public sealed partial class TallyPass(
    UsageTable usage, UsageIndex index, UsageStarts starts, CatalogTable catalog, UsageTallier tallier, PersonRetention people, IOptions<PrivacyOptions> privacy,
    ILogger<TallyPass> logger)
{
    /// <summary>How many days one run tallies at most: when people are first kept for less long there are hundreds.</summary>
    internal const int MaxDays = 31;

    /// <summary>
    /// Tallies what is left of a template from a UTC day on. Returns the day to go on with; null when that was all, and it is checked that
    /// there are no people in any day that they are not kept of.
    /// </summary>
    /// <exception cref="InvalidOperationException">There still are people.</exception>
    internal async Task<DateOnly?> RunAsync(Guid template, DateOnly from, CancellationToken cancellationToken)
    {
        if (people.FirstDay is not { } end)
        {
            return null;
        }

        var left = await LeftAsync(template, from, end, cancellationToken);
        await TallyAsync(template, [.. left.Take(MaxDays)], cancellationToken);
        if (left.Count > MaxDays)
        {
            LogPart(template, MaxDays, left.Count - MaxDays);
            return left[MaxDays];
        }

        if (left.Count > 0 || from > DateOnly.MinValue)
        {
            var still = await LeftAsync(template, DateOnly.MinValue, end, cancellationToken);
            if (still.Count > 0)
            {
                throw new InvalidOperationException($"Days of {template} before {end:O} that still hold people: {still.Count}, the first of them {still[0]:O}. The next run tries again.");
            }

            LogDone(template, end);
        }

        return null;
    }

    private async Task<IReadOnlyList<DateOnly>> LeftAsync(Guid template, DateOnly from, DateOnly end, CancellationToken cancellationToken)
    {
        // What was sent in the last moments that it was taken in may be on its way yet: a day that is not at rest has one night more.
        var last = end.AddDays(-1);
        last = await index.FindLooseAsync(template, last, cancellationToken) is not null ? last.AddDays(-1) : last;
        var left = new List<DateOnly>();
        await foreach (var (day, keys) in usage.ScanKeysAsync(template, from, last, cancellationToken))
        {
            if (StandingTally.Of(keys) is not { } tally || keys.Any(key => !tally.Keys.Contains(key)))
            {
                left.Add(day);
            }
        }

        return left;
    }

    // One that fails ends no other: it is found again.
    private async Task TallyAsync(Guid template, DateOnly[] days, CancellationToken cancellationToken)
    {
        if (days.Length == 0)
        {
            return;
        }

        await starts.NoteTalliedAsync(days[^1], cancellationToken);
        var counted = new CountedPeople(await catalog.GetUsersAsync(cancellationToken), privacy.Value);
        foreach (var day in days)
        {
            try
            {
                await tallier.TallyAsync(template, day, user => counted.Has(user, day), cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailure(template, day, e);
            }
        }
    }

    [LoggerMessage(151, LogLevel.Information, "Counts stand in the place of the people of {Days} days of {Template}; {Left} days are left.")]
    private partial void LogPart(Guid template, int days, int left);

    [LoggerMessage(152, LogLevel.Information, "No day of {Template} before {End:O} holds people.")]
    private partial void LogDone(Guid template, DateOnly end);

    [LoggerMessage(153, LogLevel.Warning, "The people of {Template} on {Day:O} could not be counted; they are found again.")]
    private partial void LogFailure(Guid template, DateOnly day, Exception exception);
}
