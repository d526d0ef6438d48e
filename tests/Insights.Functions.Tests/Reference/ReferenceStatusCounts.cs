using System.Globalization;
using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/user-status-counts</c>.</summary>
public static class ReferenceStatusCounts
{
    private const int Day = 86_400;

    public static JsonObject Report(ReferenceQuery query, Given given, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        var dates = Dates(query, now);
        var histories = Histories(given)
            .Where(history => !(history.DeletedAt < dates[0]))
            .Select(history => history with { Changes = [.. history.Changes.Where(change => !(history.DeletedAt < change.At))] })
            .ToList();

        var end = ReferenceDaus.NextFullHour(now);
        var statuses = histories.SelectMany(history => history.Changes)
            .Where(change => change.At <= end)
            .Select(change => change.Status)
            .Distinct()
            .Order(StringComparer.Ordinal);
        var counts = new JsonObject();
        foreach (var status in statuses)
        {
            counts[status] = new JsonArray([.. dates.Select(date => new JsonObject
            {
                ["date"] = Wire.Time(date),
                ["count"] = histories.Count(history => !(history.DeletedAt <= date) && StatusAt(history, date) == status),
            })]);
        }

        return new JsonObject { ["status_counts"] = counts };
    }

    private static List<DateTimeOffset> Dates(ReferenceQuery query, DateTimeOffset now)
    {
        var calendar = query.Calendar;
        var first = calendar.DateOf(ReferenceDaus.NextFullHour(now)).AddDays(-60);
        var seconds = int.Parse(query.Interval ?? "0", CultureInfo.InvariantCulture);
        seconds = seconds <= 0 ? Day : seconds;
        var dates = new List<DateTimeOffset>();
        for (var step = 0; ; step++)
        {
            // Whole days are calendar days of the zone, anything else is elapsed time.
            var date = seconds % Day == 0
                ? calendar.StartOf(first.AddDays(step * (seconds / Day)))
                : calendar.Local(calendar.StartOf(first).AddSeconds((double)step * seconds));
            if (date > ReferenceDaus.NextFullHour(now))
            {
                return dates;
            }

            dates.Add(date);
        }
    }

    private static List<History> Histories(Given given)
    {
        var histories = new Dictionary<string, History>();
        foreach (var item in given.Users)
        {
            var known = histories.TryGetValue(item.Id, out var history);
            history ??= new History([], null, null);
            if (item.Status is { } status && status != history.Status)
            {
                var at = item.StatusChangedAt ?? (known ? null : item.CreatedAt) ?? item.ReceivedAt;
                history = history with { Changes = [.. history.Changes, (at, status)], Status = status };
            }

            histories[item.Id] = item.Deleted
                ? history with { DeletedAt = history.DeletedAt ?? item.ReceivedAt }
                : history with { DeletedAt = null };
        }

        return [.. histories.Where(user => !given.SystemUsers.Contains(user.Key)).Select(user => user.Value)];
    }

    private static string? StatusAt(History history, DateTimeOffset date)
    {
        (DateTimeOffset At, string Status)? latest = null;
        foreach (var change in history.Changes)
        {
            if (change.At <= date && (latest is null || change.At >= latest.Value.At))
            {
                latest = change;
            }
        }

        return latest?.Status;
    }

    private sealed record History(List<(DateTimeOffset At, string Status)> Changes, string? Status, DateTimeOffset? DeletedAt);
}
