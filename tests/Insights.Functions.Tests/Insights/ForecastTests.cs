using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Reference;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>A forecast of a history of some months, over HTTP.</summary>
public sealed class ForecastTests(StorageEmulator emulator)
{
    private const int Days = 80;
    private const int Users = 9;

    private static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 20, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);

    [Theory]
    [InlineData("weeks=4")]
    [InlineData("weeks=12&history_weeks=7")]
    [InlineData("timezone=America/New_York&history_weeks=104")]
    public async Task It_is_the_one_of_the_reference(string query)
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        var usage = await PostAsync(app);
        var answer = await app.GetAsync($"/api/v2/insights/forecast?{query}");
        var expected = ReferenceForecast.Report(
            new ReferenceQuery(new JsonObject(query.Split('&').Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create<string, JsonNode?>(pair[0], pair[1])))),
            usage.Min(one => one.HalfHour.Start),
            Now,
            (from, to) =>
            {
                var within = usage.Where(one => one.HalfHour.Start >= from && one.HalfHour.End <= to).ToList();
                return (within.Select(one => one.User).Distinct().Count(), within.GroupBy(one => one.HalfHour).Select(halfHour => halfHour.Count()).DefaultIfEmpty(0).Max());
            });

        Assert.Null(JsonDifference.First(expected, answer, fieldOrder: true));
        Assert.True(answer["report"]!["enough_history"]!.GetValue<bool>());
        Assert.NotEmpty(answer["report"]!["peak_users"]!["backtest"]!.AsArray());
    }

    // On working days a few people, each in one or two half-hours, of which some are the same.
    private static async Task<List<(Guid User, HalfHour HalfHour)>> PostAsync(InsightsApp app)
    {
        var random = new Random(3);
        var usage = new List<(Guid User, HalfHour HalfHour)>();
        for (var day = Today.AddDays(-Days); day < Today; day = day.AddDays(1))
        {
            var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            foreach (var user in Enumerable.Range(1, Users).Where(_ => random.Next(10) < (weekend ? 1 : 7)))
            {
                usage.AddRange(new[] { 28, 28 + random.Next(1, 5) }.Select(halfHour => (Stats.User(user), new HalfHour(HalfHour.FirstOf(day).Number + halfHour))));
            }
        }

        await app.PostAsync("usage-buckets", new JsonObject
        {
            ["buckets"] = new JsonArray([.. usage.Select(one => new JsonObject
            {
                ["start_time"] = Wire.Time(one.HalfHour.Start),
                ["template_id"] = Stats.Template,
                ["user_id"] = one.User,
                ["usage_mins"] = 10,
                ["session_app_mins"] = new JsonObject { ["vscode"] = 10 },
            })]),
        });
        await app.DrainAsync();
        return usage;
    }
}
