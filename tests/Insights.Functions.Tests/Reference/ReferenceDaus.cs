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
        var last = NextFullHour(now);
        var all = buckets.ToList();
        var entries = new JsonArray();
        for (var date = calendar.DateOf(last).AddDays(-60); calendar.StartOf(date) < last; date = date.AddDays(1))
        {
            var end = calendar.StartOf(date.AddDays(1));
            end = end < last ? end : last;
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
