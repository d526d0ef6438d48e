namespace Insights.Functions.Storage;

/// <summary>Says what a reading of usage would consist of, without reading it: from memory, and where nothing is known there from the keys in the table.</summary>
public sealed class UsageKeys(UsageTable table, UsageCache cache, ErasureTable erasures)
{
    private const int Parallelism = 8;

    /// <summary>
    /// What <see cref="UsageStore"/> would note of a reading of some templates from one UTC day to another, both included; null when a day
    /// of it is not sealed.
    /// </summary>
    internal async Task<UInt128?> DigestAsync(IReadOnlyCollection<Guid> templates, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var (reads, erased) = (new UsageReads(), erasures.GetErasedAsync(cancellationToken));
        var loose = await cache.ValidateAsync(cancellationToken);
        reads.Add(await erased);
        DateOnly[] days = [.. DaysOf(first > loose.FirstDay ? first : loose.FirstDay, last)];
        if (templates.Any(template => days.Any(day => loose.Contains(template, day))))
        {
            return null;
        }

        await Parallel.ForEachAsync(
            templates,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (template, cancel) => reads.Add(await OfTemplateAsync(template, days, cancel)));
        return reads.Digest;
    }

    private async Task<UInt128> OfTemplateAsync(Guid template, DateOnly[] days, CancellationToken cancellationToken)
    {
        var (sum, unknown) = (UInt128.Zero, new List<DateOnly>());
        foreach (var day in days)
        {
            if (cache.Find(template, day) is { IsInDoubt: false } known)
            {
                sum = unchecked(sum + UsageReads.Of(template, day, known.Keys));
            }
            else
            {
                unknown.Add(day);
            }
        }

        foreach (var (from, to) in DayRuns.Of(unknown))
        {
            await foreach (var (day, keys) in table.ScanKeysAsync(template, from, to, cancellationToken))
            {
                sum = unchecked(sum + UsageReads.Of(template, day, keys));
            }
        }

        return sum;
    }

    private static IEnumerable<DateOnly> DaysOf(DateOnly first, DateOnly last)
    {
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
