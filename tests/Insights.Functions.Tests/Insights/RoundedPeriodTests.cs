using System.Net;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Any times will do where a report is asked to widen them to what counts.</summary>
public sealed class RoundedPeriodTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 2, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-05T08:17:03.5Z", "2026-11-05T13:44:59Z", "2026-11-05T08:00:00Z", "2026-11-05T14:00:00Z")]
    [InlineData("2026-11-05T08:30:00Z", "2026-11-05T13:30:00Z", "2026-11-05T08:30:00Z", "2026-11-05T13:30:00Z")]
    [InlineData("2026-11-05T08:17:00%2B05:45", "2026-11-05T19:00:00%2B05:45", "2026-11-05T08:15:00+05:45", "2026-11-05T19:15:00+05:45")]
    [InlineData("2026-11-05T13:00:00Z", "2026-11-09T00:00:00Z", "2026-11-05T13:00:00Z", "2026-11-05T15:00:00Z")]
    public async Task A_period_is_widened_to_half_hours_and_ends_with_the_present(string start, string end, string from, string to)
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        foreach (var route in (string[])["insights/templates", "insights/user-activity", "insights/user-latency", "insights/overview"])
        {
            var report = (await app.GetAsync($"/api/v2/{route}?start_time={start}&end_time={end}&round=outward"))["report"]!;
            Assert.Equal((from, to), ((string)report["start_time"]!, (string)report["end_time"]!));
        }
    }

    [Fact]
    public async Task What_was_used_in_the_half_hours_touched_counts()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        await app.PostAsync("agent-stats", Stats.Of(Now.Date.AddHours(9).AddMinutes(5), user: 1));
        await app.DrainAsync();

        var report = (await app.GetAsync("/api/v2/insights/templates?start_time=2026-11-05T09:20:00Z&end_time=2026-11-05T09:25:00Z&round=outward"))["report"]!;

        Assert.Equal(1, (int)report["active_users"]!);
    }

    [Theory]
    [InlineData("end_time", "start_time=2026-11-05T09:00:00Z&end_time=2026-11-05T08:00:00Z&round=outward")]
    [InlineData("start_time", "start_time=2026-11-06T09:00:00Z&end_time=2026-11-07T08:00:00Z&round=outward")]
    [InlineData("start_time", "start_time=yesterday&end_time=2026-11-05T08:00:00Z&round=outward")]
    [InlineData("round", "start_time=2026-11-05T00:00:00Z&end_time=2026-11-05T08:00:00Z&round=inward")]
    [InlineData("start_time", "start_time=2026-11-05T09:20:00Z&end_time=2026-11-05T10:00:00Z")]
    public async Task What_is_wrong_is_named(string field, string query)
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        (await ApiAnswer.GetAsync(app, $"/api/v2/insights/templates?{query}")).AssertError(HttpStatusCode.BadRequest, field);
    }
}
