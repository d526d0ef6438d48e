using System.Numerics;
using System.Text.Json.Nodes;
using CsCheck;
using Insights.Functions.Tests.App;

namespace Insights.Functions.Tests.Privacy;

/// <summary>
/// Random usage of two days, the first of which is older than people are kept; and the same, but that on the first day others did what was
/// done, and few did more. Nothing that is said may depend on which of the two it was.
/// </summary>
internal static class EdgeWorld
{
    private const int Midnight = 48;

    private static readonly DateTimeOffset Now = PrivacyGen.First.Start.AddDays(2).AddHours(12);

    private static readonly string[] Reports =
    [
        "overview?sections=templates", "templates?", "user-activity?", "user-latency?", "dashboard?sections=report,users,figures", "concurrency?sections=half_hours", "connection?", "export?",
        "adoption?", "support?", "utilization?", "people?behind=latency&from_ms=0&to_ms=400",
    ];

    // Times of the first and the last half-hours of the days, on both sides of the midnight from which on people are known.
    private static readonly Gen<string> Question = Gen.Select(
        PrivacyGen.Question,
        Gen.Int[0, Reports.Length - 1].Select(report => Reports[report]),
        Gen.Int[-3 * PrivacyGen.People, PrivacyGen.People - 1],
        (question, report, user) => string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"insights/{report}&round=outward&start_time={question.Range.First.Start:yyyy-MM-ddTHH:mm:ssZ}&end_time={question.Range.End.Start:yyyy-MM-ddTHH:mm:ssZ}{TemplatesOf(question.Templates)}{(question.App is null ? "" : "&apps=" + question.App)}{(user < 0 ? "" : "&user_ids=" + PrivacyGen.User(user))}"));

    /// <summary>Two such worlds.</summary>
    public static (IReadOnlyList<GivenPart> One, IReadOnlyList<GivenPart> Other) Draw()
    {
        // A bucket has one latency, which goes with it to whoever has it then.
        GivenPart[] world = [.. PrivacyGen.World.Single().Select(part => part with { Latency = 20 + (10 * part.User) + part.HalfHour })];
        var there = world.Select(part => (part.Template, part.HalfHour, part.Name)).ToHashSet();

        // That a template was used before that day, and since which month, is said.
        var used = world.Where(part => part.HalfHour < Midnight).Select(part => part.Template).ToHashSet();
        GivenPart[] more =
        [
            .. PrivacyGen.World.Single().Where(part => part.HalfHour < Midnight && used.Contains(part.Template) && part.User < PrivacyGen.Floor - 1 && !there.Contains((part.Template, part.HalfHour, part.Name))
                && !world.Any(one => one.User == part.User && one.HalfHour == part.HalfHour)),
        ];
        var order = Gen.Shuffle(Enumerable.Range(0, PrivacyGen.People).ToArray()).Single();
        var other = world.Where(part => part.HalfHour < Midnight).Concat(more).GroupBy(part => part.Template).SelectMany(parts =>
        {
            int[] people = [.. parts.Select(part => part.User).Distinct().Order()];
            int[] places = [.. order.Where(people.Contains)];
            return parts.Select(part => part with { User = places[Array.IndexOf(people, part.User)] });
        });
        return (world, [.. other, .. world.Where(part => part.HalfHour >= Midnight)]);
    }

    /// <summary>Some questions.</summary>
    public static IReadOnlyList<string> Questions(int count) => Question.Array[count].Single();

    /// <summary>A service with a world, on the day on which the first of its days is older than people are kept.</summary>
    public static async Task<InsightsApp> StartAsync(StorageEmulator emulator, string level, IReadOnlyList<GivenPart> world)
    {
        var app = await InsightsApp.StartAsync(emulator, Now, settings: new Dictionary<string, string?>
        {
            ["Insights:Privacy:Level"] = level,
            ["Insights:Privacy:PersonDays"] = "3",
            ["Insights:Privacy:KnownDays"] = "0",
            ["Insights:Privacy:GroupFloor"] = PrivacyGen.Floor.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Insights:Privacy:Key"] = PrivateApp.Key,
        });
        await app.PostAsync("catalog", new JsonObject
        {
            ["users"] = new JsonArray([.. Enumerable.Range(0, PrivacyGen.People).Select(user => new JsonObject { ["id"] = PrivacyGen.User(user), ["username"] = $"user{user}" })]),
        });
        await app.PostAsync("usage-buckets", new JsonObject
        {
            ["buckets"] = new JsonArray([.. world.GroupBy(part => (part.Template, part.HalfHour, part.User)).Select(BucketOf)]),
        });
        await app.DrainAsync();
        app.Clock.Advance(TimeSpan.FromDays(2));
        return app;
    }

    private static JsonNode BucketOf(IGrouping<(int Template, int HalfHour, int User), GivenPart> bucket)
    {
        var minutes = bucket.GroupBy(part => part.Name).ToDictionary(name => name.Key, name => BitOperations.PopCount(name.Aggregate(0u, (union, part) => union | part.Minutes)));
        JsonObject Of(Func<int, bool> isOf) => new(minutes.Where(name => isOf(name.Key)).Select(name => KeyValuePair.Create(PrivacyGen.Names[name.Key], (JsonNode?)name.Value)));
        return new JsonObject
        {
            ["start_time"] = bucket.First().At.Start.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["template_id"] = PrivacyGen.Templates[bucket.Key.Template],
            ["user_id"] = PrivacyGen.User(bucket.Key.User),
            ["usage_mins"] = minutes.Values.Max(),
            ["session_app_mins"] = Of(name => name < 2),
            ["app_usage_mins"] = Of(name => name >= 2),
            ["median_latency_ms"] = bucket.First().Latency,
        };
    }

    private static string TemplatesOf(int bits) => bits == 3 ? "" : $"&template_ids={PrivacyGen.Templates[bits - 1]}";
}
