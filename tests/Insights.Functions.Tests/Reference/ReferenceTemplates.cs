using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/templates</c>.</summary>
public static class ReferenceTemplates
{
    public static JsonObject Report(ReferenceQuery query, Given given, IReadOnlyList<ReferenceBucket> buckets)
    {
        ArgumentNullException.ThrowIfNull(query);
        var answer = new JsonObject();
        if (query.Sections.Contains("report"))
        {
            var inRange = ReferenceUsage.InRange(buckets, query.StartTime, query.EndTime, query.TemplateIds);
            answer["report"] = new JsonObject
            {
                ["start_time"] = Wire.Time(query.StartTime),
                ["end_time"] = Wire.Time(query.EndTime),
                ["template_ids"] = Wire.Ids(inRange.Select(bucket => bucket.TemplateId)),
                ["active_users"] = inRange.Select(bucket => bucket.UserId).Distinct().Count(),
                ["apps_usage"] = ReferenceApps.Usage(given, inRange, query.SessionApps),
                ["parameters_usage"] = ReferenceParameters.Usage(given, query),
            };
        }

        if (query.Sections.Contains("interval_reports") && query.Interval is not null && query.StartTime < query.EndTime)
        {
            answer["interval_reports"] = Intervals(query, buckets);
        }

        return answer;
    }

    private static JsonArray Intervals(ReferenceQuery query, IReadOnlyList<ReferenceBucket> buckets)
    {
        var reports = new JsonArray();
        var days = query.Interval == "week" ? 7 : 1;
        var start = query.StartTime;
        for (var slot = 1; start < query.EndTime; slot++)
        {
            var end = EndOf(slot);
            end = end < query.EndTime ? end : query.EndTime;
            var within = ReferenceUsage.InRange(buckets, start, end, query.TemplateIds);
            reports.Add(new JsonObject
            {
                ["start_time"] = Wire.Time(Written(start)),
                ["end_time"] = Wire.Time(Written(end)),
                ["template_ids"] = Wire.Ids(within.Select(bucket => bucket.TemplateId)),
                ["interval"] = query.Interval,
                ["active_users"] = within.Select(bucket => bucket.UserId).Distinct().Count(),
            });
            start = end;
        }

        return reports;

        DateTimeOffset EndOf(int slot) => query.TimeZone is null
            ? query.StartTime.AddHours(24 * days * slot)
            : query.Calendar.StartOf(query.Calendar.DateOf(query.StartTime).AddDays(days * slot));

        // A calendar day is to read as one, so across DST its ends bear the zone's offset of the moment.
        DateTimeOffset Written(DateTimeOffset time) =>
            query.TimeZone is null ? time.ToOffset(query.StartTime.Offset) : query.Calendar.Local(time);
    }
}
