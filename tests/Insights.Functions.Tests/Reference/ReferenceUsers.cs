using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answers of <c>/insights/user-activity</c> and <c>/insights/user-latency</c>.</summary>
public static class ReferenceUsers
{
    public static JsonObject Activity(ReferenceQuery query, Given given, IReadOnlyList<ReferenceBucket> buckets) =>
        Report(query, given, buckets, (user, used) =>
            user["seconds"] = 60 * ReferenceUsage.CappedMinutes(used, bucket => bucket.UsageMinutes().Count));

    public static JsonObject Latency(ReferenceQuery query, Given given, IReadOnlyList<ReferenceBucket> buckets) =>
        Report(query, given, buckets, (user, used) =>
        {
            var medians = used.Select(bucket => bucket.Median()).OfType<float>().Select(median => (double)median).ToList();
            user["latency_ms"] = new JsonObject
            {
                ["p50"] = medians.Count == 0 ? -1 : Percentile.Continuous(medians, 0.5),
                ["p95"] = medians.Count == 0 ? -1 : Percentile.Continuous(medians, 0.95),
            };
        });

    public static string Username(Given given, string id)
    {
        ArgumentNullException.ThrowIfNull(given);
        return given.Users.LastOrDefault(user => user.Id == id)?.Username ?? id;
    }

    public static string AvatarUrl(Given given, string id)
    {
        ArgumentNullException.ThrowIfNull(given);
        return given.Users.LastOrDefault(user => user.Id == id)?.AvatarUrl ?? "";
    }

    private static JsonObject Report(
        ReferenceQuery query,
        Given given,
        IReadOnlyList<ReferenceBucket> buckets,
        Action<JsonObject, IReadOnlyList<ReferenceBucket>> addFigure)
    {
        var inRange = ReferenceUsage.InRange(buckets, query.StartTime, query.EndTime, query.TemplateIds);
        var users = new JsonArray();
        foreach (var id in inRange.Select(bucket => bucket.UserId).Distinct().Order(StringComparer.Ordinal))
        {
            var used = inRange.Where(bucket => bucket.UserId == id).ToList();
            var known = given.Users.LastOrDefault(user => user.Id == id);
            var user = new JsonObject
            {
                ["template_ids"] = Wire.Ids(used.Select(bucket => bucket.TemplateId)),
                ["user_id"] = id,
                ["username"] = known?.Username ?? id,
                ["avatar_url"] = known?.AvatarUrl ?? "",
            };
            addFigure(user, used);
            users.Add(user);
        }

        return new JsonObject
        {
            ["report"] = new JsonObject
            {
                ["start_time"] = Wire.Time(query.StartTime),
                ["end_time"] = Wire.Time(query.EndTime),
                ["template_ids"] = Wire.Ids(inRange.Select(bucket => bucket.TemplateId)),
                ["users"] = users,
            },
        };
    }
}
