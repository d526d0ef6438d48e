namespace Insights.Functions.Storage;

/// <summary>Days that follow one another, so that one range scan reads their partitions.</summary>
internal static class DayRuns
{
    /// <summary>The runs that ascending days consist of, each of at most <paramref name="longest"/> days.</summary>
    public static IEnumerable<(DateOnly From, DateOnly To)> Of(IReadOnlyList<DateOnly> days, int longest = int.MaxValue)
    {
        for (int first = 0, end; first < days.Count; first = end)
        {
            for (end = first + 1; end < days.Count && end - first < longest && days[end] == days[end - 1].AddDays(1); end++)
            {
                // The run goes on.
            }

            yield return (days[first], days[end - 1]);
        }
    }
}
