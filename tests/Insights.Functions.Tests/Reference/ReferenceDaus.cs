using System.Globalization;
using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/daus</c> and of <c>/templates/{template}/daus</c>.</summary>
public static class ReferenceDaus
{
    public static JsonObject Report(ReferenceQuery query, IEnumerable<ReferenceBucket> buckets, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        var calendar = query.Calendar;
        var today = calendar.DateOf(now);
        var all = buckets.ToList();
        var entries = new JsonArray();
        for (var date = today.AddDays(-60); date <= today; date = date.AddDays(1))
        {
            var end = calendar.StartOf(date.AddDays(1));
            end = end < NextFullHour(now) ? end : NextFullHour(now);
            var within = ReferenceUsage.InRange(all, calendar.StartOf(date), end, new HashSet<string>());
            entries.Add(new JsonObject
            {
                ["date"] = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["amount"] = within.Select(bucket => bucket.UserId).Distinct().Count(),
            });
        }

        return new JsonObject
        {
            ["entries"] = entries,
            ["tz_hour_offset"] = query.TimeZone is null ? query.TimeZoneOffsetHours : calendar.Local(now).Offset.Hours,
        };
    }

    /// <summary>Of the UTC clock, as all clock arithmetic is.</summary>
    public static DateTimeOffset NextFullHour(DateTimeOffset now) =>
        DateTimeOffset.FromUnixTimeSeconds(((now.ToUnixTimeSeconds() / 3600) + 1) * 3600);
}
