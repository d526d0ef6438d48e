using Insights.Functions.Catalog;

namespace Insights.Functions.Reports;

/// <summary>How many users had each status over time.</summary>
public static class StatusCountsReport
{
    /// <summary>
    /// The users of each status at each date. A status is listed when some user that was not deleted before <paramref name="start"/>
    /// had it at or before <paramref name="end"/>, not counting changes after its deletion.
    /// </summary>
    public static SortedDictionary<string, IReadOnlyList<StatusCount>> Of(
        IEnumerable<User> users, IReadOnlyList<DateTimeOffset> dates, DateTimeOffset start, DateTimeOffset end)
    {
        var histories = users
            .Where(user => !(user.DeletedAt < start))
            .Select(user => (user.DeletedAt, Changes: user.Statuses.Where(change => change.At <= end && !(user.DeletedAt < change.At)).ToArray()))
            .ToArray();
        var statuses = histories.SelectMany(history => history.Changes).Select(change => change.Status).Distinct();
        var counts = statuses.ToDictionary(status => status, _ => new int[dates.Count]);
        foreach (var (deletedAt, changes) in histories)
        {
            var next = 0;
            for (var date = 0; date < dates.Count && !(deletedAt <= dates[date]); date++)
            {
                while (next < changes.Length && changes[next].At <= dates[date])
                {
                    next++;
                }

                if (next > 0)
                {
                    counts[changes[next - 1].Status][date]++;
                }
            }
        }

        var report = new SortedDictionary<string, IReadOnlyList<StatusCount>>(Utf8Order.Comparer);
        foreach (var (status, byDate) in counts)
        {
            report.Add(status, [.. byDate.Select((count, date) => new StatusCount(dates[date], count))]);
        }

        return report;
    }
}
