using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Reference;
using Xunit;

namespace Insights.Coder.Tests.World;

/// <summary>Compares the figures of a service with those that follow from a deployment's rows.</summary>
internal static class Figures
{
    /// <summary>Asserts that every report over every range of days, and the lists of days, are what they should be.</summary>
    /// <param name="world">The deployment.</param>
    /// <param name="app">The service.</param>
    /// <param name="from">Since when each day is compared.</param>
    /// <param name="begin">Since when the whole is; null for <paramref name="from"/>.</param>
    public static async Task AssertEqualAsync(CoderWorld world, InsightsApp app, DateTime from, DateTime? begin = null)
    {
        await app.DrainAsync();
        var now = app.Clock.GetUtcNow();
        var evaluator = new ReferenceEvaluator(await Truth.ReadAsync(world), now);
        var end = new DateTime(now.UtcDateTime.Date.AddHours(now.Hour + 1).Ticks, DateTimeKind.Utc);
        foreach (var (start, until) in Ranges((begin ?? from).Date, from.Date, end))
        {
            foreach (var endpoint in new[] { "insights/user-activity", "insights/user-latency", "insights/templates" })
            {
                var query = new JsonObject { ["start_time"] = Text(start), ["end_time"] = Text(until) };
                if (endpoint == "insights/templates" && until > start)
                {
                    query["interval"] = "day";
                }

                await AssertEqualAsync(evaluator, app, endpoint, query);
            }
        }

        await AssertEqualAsync(evaluator, app, "insights/daus", new JsonObject { ["tz_offset"] = 0 });
        await AssertEqualAsync(evaluator, app, "insights/user-status-counts", new JsonObject { ["tz_offset"] = 2 });
    }

    private static async Task AssertEqualAsync(ReferenceEvaluator evaluator, InsightsApp app, string endpoint, JsonObject query)
    {
        var one = new ScenarioCase(endpoint, "/api/v2/" + endpoint, query, null);
        var expected = evaluator.Evaluate(one);
        var actual = await app.GetAsync(one.PathAndQuery());
        var difference = JsonDifference.First(expected, actual);
        Assert.True(difference is null, $"{one.PathAndQuery()}: {difference}");
    }

    // Each day, the last day until now, and the whole.
    private static IEnumerable<(DateTime Start, DateTime End)> Ranges(DateTime begin, DateTime from, DateTime end)
    {
        for (var day = from; day < end.Date; day = day.AddDays(1))
        {
            yield return (day, day.AddDays(1));
        }

        yield return (end.Date, end);
        yield return (begin, end);
    }

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
