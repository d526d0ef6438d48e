using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Usage;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>Days of counted usage: users 1 to 5 with two templates, each user with minutes and a latency of its own.</summary>
internal static class CountedHistory
{
    public const int Users = 5;

    public static readonly Guid OtherTemplate = new("70000000-0000-0000-0000-000000000002");

    /// <summary>The minutes of one bucket of a user.</summary>
    public static int MinutesOf(int user) => 10 + user;

    /// <summary>The buckets of a day: for each user and template two half-hours from 9:00 on.</summary>
    public static IEnumerable<CountedBucket> Of(DateOnly day) =>
        from user in Enumerable.Range(1, Users)
        from template in new[] { Stats.Template, OtherTemplate }
        from halfHour in Enumerable.Range(HalfHour.FirstOf(day).Number + 18, 2)
        select Bucket(template, new HalfHour(halfHour), user);

    /// <summary>The same as the body of a request.</summary>
    public static JsonObject BodyOf(DateOnly day) => new()
    {
        ["buckets"] = new JsonArray(
        [
            .. Of(day).Select(bucket => new JsonObject
            {
                ["start_time"] = bucket.HalfHour.ToString().Replace("Z", ":00Z", StringComparison.Ordinal),
                ["template_id"] = bucket.Template,
                ["user_id"] = bucket.User,
                ["usage_mins"] = bucket.Minutes,
                ["session_app_mins"] = new JsonObject { ["vscode"] = bucket.Minutes, ["cursor"] = 3, ["ssh"] = 0 },
                ["app_usage_mins"] = new JsonObject { ["code"] = bucket.Minutes - MinutesOf(0) },
                ["median_latency_ms"] = bucket.MedianLatency,
            }),
        ]),
    };

    public static CountedBucket Bucket(Guid template, HalfHour halfHour, int user) =>
        CountedBucket.TryCreate(
            template, halfHour, Stats.User(user), MinutesOf(user), [new("vscode", MinutesOf(user)), new("cursor", 3)], [new("code", user)], user, out var bucket, out var problem)
            ? bucket
            : throw new InvalidOperationException(problem);

    public static UsageSegment SegmentOf(IEnumerable<CountedBucket> buckets)
    {
        var builder = new UsageSegmentBuilder();
        foreach (var bucket in buckets)
        {
            bucket.AddTo(builder);
        }

        return builder.Build();
    }
}
