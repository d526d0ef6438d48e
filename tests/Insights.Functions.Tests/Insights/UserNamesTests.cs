using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Reports by user have the names of people beside the report, for who asks for them.</summary>
public sealed class UserNamesTests(StorageEmulator emulator)
{
    private const string Period = "start_time=2026-11-05T00:00:00Z&end_time=2026-11-05T15:00:00Z";

    private static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 20, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("user-activity")]
    [InlineData("user-latency")]
    public async Task Names_stand_beside_the_report_for_who_asks_and_the_report_is_the_same(string report)
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        await app.PostAsync("catalog", new JsonObject
        {
            ["users"] = new JsonArray(
                new JsonObject { ["id"] = Stats.User(1), ["username"] = "jose", ["name"] = "José García" },
                new JsonObject { ["id"] = Stats.User(2), ["username"] = "nameless" },
                new JsonObject { ["id"] = Stats.User(4), ["username"] = "absent", ["name"] = "Not Here" }),
        });
        foreach (var user in (int[])[1, 2, 3])
        {
            await app.PostAsync("agent-stats", Stats.Of(Now.AddHours(-1), user));
        }

        await app.DrainAsync();
        var plain = await app.GetAsync($"/api/v2/insights/{report}?{Period}");
        var named = await app.GetAsync($"/api/v2/insights/{report}?{Period}&names=true");
        Assert.Equal(["report"], plain.AsObject().Select(field => field.Key));
        Assert.Equal(3, plain["report"]!["users"]!.AsArray().Count);
        Assert.True(JsonNode.DeepEquals(plain["report"], named["report"]));
        Assert.Equal([$"{Stats.User(1)}: José García"], named["names"]!.AsObject().Select(name => $"{name.Key}: {name.Value}"));
    }

    [Fact]
    public async Task Anything_but_true_and_false_is_an_error()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        using var answer = await app.SendAsync(HttpMethod.Get, $"/api/v2/insights/user-activity?{Period}&names=yes");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
