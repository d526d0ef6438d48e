using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/users/{user}</c> to somebody who may see all of it.</summary>
public static class ReferenceUserPage
{
    public static JsonObject Report(
        ReferenceQuery query, Given given, GivenCatalog catalog, IReadOnlyList<ReferenceBucket> buckets, string userId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(catalog);
        var own = buckets.Where(bucket => bucket.UserId == userId).ToList();
        var used = ReferenceUsage.InRange(own, query.StartTime, query.EndTime, query.TemplateIds);
        var days = ReferencePeriod.Days(query).Select(day => (Day: day, Used: ReferenceUsage.InRange(used, day.Start, day.End, query.TemplateIds))).ToList();
        var everybody = new ReferenceQuery(new JsonObject
        {
            ["start_time"] = Wire.Time(query.StartTime),
            ["end_time"] = Wire.Time(query.EndTime),
            ["include_system"] = "true",
            ["user_ids"] = userId,
        });
        var report = new JsonObject
        {
            ["start_time"] = Wire.Time(query.StartTime),
            ["end_time"] = Wire.Time(query.EndTime),
            ["user_id"] = userId,
            ["username"] = ReferenceUsers.Username(given, userId),
            ["name"] = GivenCatalog.Text(catalog.Users.GetValueOrDefault(userId), "name"),
            ["avatar_url"] = ReferenceUsers.AvatarUrl(given, userId),
            ["template_ids"] = Wire.Ids(used.Select(bucket => bucket.TemplateId)),
            ["seconds"] = Seconds(used),
            ["active_days"] = days.Count(day => day.Used.Count > 0),
            ["latency_ms"] = Latency(used),
            ["templates"] = new JsonArray([.. used.GroupBy(bucket => bucket.TemplateId).OrderBy(template => template.Key, StringComparer.Ordinal).Select(template => new JsonObject
            {
                ["template_id"] = template.Key,
                ["name"] = catalog.Templates.TryGetValue(template.Key, out var known) ? GivenCatalog.Text(known, "name") : template.Key,
                ["display_name"] = GivenCatalog.Text(known, "display_name"),
                ["icon"] = GivenCatalog.Text(known, "icon"),
                ["seconds"] = Seconds(template),
            })]),
            ["apps"] = new JsonArray([.. ReferenceApps.Usage(given, used, "families").Where(app => app!["seconds"]!.GetValue<long>() > 0).Select(app => app!.DeepClone())]),
            ["days"] = new JsonArray([.. days.Select(day => new JsonObject
            {
                ["start_time"] = Wire.Time(day.Day.Start),
                ["end_time"] = Wire.Time(day.Day.End),
                ["seconds"] = Seconds(day.Used),
                ["latency_ms"] = Latency(day.Used),
            })]),
            ["workspaces"] = ReferenceUtilization.Workspaces(ReferenceUtilization.Cells(everybody, given, own, now), given, withUser: false),
        };
        var answer = new JsonObject { ["report"] = report };
        ReferencePeriod.AddDataSince(answer, query, given);
        return answer;
    }

    private static long Seconds(IEnumerable<ReferenceBucket> buckets) => 60 * ReferenceUsage.CappedMinutes(buckets, bucket => bucket.UsageMinutes().Count);

    private static JsonObject Latency(IEnumerable<ReferenceBucket> buckets)
    {
        var medians = buckets.Select(bucket => bucket.Median()).OfType<float>().Select(median => (double)median).ToList();
        return new JsonObject
        {
            ["p50"] = medians.Count == 0 ? -1 : Percentile.Continuous(medians, 0.5),
            ["p95"] = medians.Count == 0 ? -1 : Percentile.Continuous(medians, 0.95),
        };
    }
}
