using Insights.Functions.Catalog;

namespace Insights.Functions.Reports;

/// <summary>How many users had each status over time.</summary>
public static class StatusCountsReport
{
    /// <summary>
    /// The users of each status at each date, of dates that ascend. A status is listed when some user that was not deleted before
    /// <paramref name="start"/> had it at or before <paramref name="end"/>, not counting changes after its deletion.
    /// </summary>
    public static SortedDictionary<string, IReadOnlyList<StatusCount>> Of(
        IEnumerable<User> users, IReadOnlyList<DateTimeOffset> dates, DateTimeOffset start, DateTimeOffset end)
    {
        // For each status how many more users have it at a date than at the one before: the cost is that of the changes, not that of
        // every user at every date.
        var steps = new SortedDictionary<string, int[]>(Utf8Order.Comparer);
        foreach (var user in users.Where(user => !(user.DeletedAt < start)))
        {
            var changes = user.Statuses.Where(change => change.At <= end && !(user.DeletedAt < change.At)).ToArray();
            for (var index = 0; index < changes.Length; index++)
            {
                var (at, status) = (changes[index].At, UserStatusName.Of(changes[index].Status));
                if (!steps.TryGetValue(status, out var ofStatus))
                {
                    steps.Add(status, ofStatus = new int[dates.Count + 1]);
                }

                // The changes are not after the deletion, so the next one, if any, ends the status first.
                ofStatus[FirstAtOrAfter(dates, at)]++;
                ofStatus[FirstAtOrAfter(dates, index + 1 < changes.Length ? changes[index + 1].At : user.DeletedAt)]--;
            }
        }

        var report = new SortedDictionary<string, IReadOnlyList<StatusCount>>(Utf8Order.Comparer);
        foreach (var (status, ofStatus) in steps)
        {
            report.Add(status, Counts(dates, ofStatus));
        }

        return report;
    }

    private static StatusCount[] Counts(IReadOnlyList<DateTimeOffset> dates, int[] steps)
    {
        var (counts, count) = (new StatusCount[dates.Count], 0);
        for (var date = 0; date < counts.Length; date++)
        {
            count += steps[date];
            counts[date] = new StatusCount(dates[date], count);
        }

        return counts;
    }

    // Past the last date where none is, or where there is no instant.
    private static int FirstAtOrAfter(IReadOnlyList<DateTimeOffset> dates, DateTimeOffset? instant)
    {
        var (low, high) = (0, dates.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = dates[middle] >= instant ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
