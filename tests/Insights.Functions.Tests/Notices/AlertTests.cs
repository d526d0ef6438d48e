using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Functions.Tests.Notices;

/// <summary>Alerts of usage: told once when they begin, and once when they have ended.</summary>
public sealed class AlertTests(StorageEmulator emulator)
{
    [Fact]
    public async Task A_template_whose_users_went_away_is_told_of_once_and_again_when_they_are_back()
    {
        await using var world = await NoticeWorld.StartAsync(emulator, ("FellPercent", "40"), ("Format", "slack"));
        await world.UsedAsync(NoticeWorld.Now.AddDays(-10), NoticeWorld.OtherTemplate, Enumerable.Range(1, 10));
        await world.UsedAsync(NoticeWorld.Now.AddDays(-2), NoticeWorld.OtherTemplate, Enumerable.Range(1, 6));

        // Of few users nothing is said.
        await world.UsedAsync(NoticeWorld.Now.AddDays(-10), Stats.Template, Enumerable.Range(1, 4));
        await world.AlertsAsync();
        Assert.Equal(["*Template insights: alert*", "*Began*", "• kubernetes: 6 active users in the last seven days, 10 in the seven before"], Lines(world));

        await world.AlertsAsync();
        Assert.Empty(world.Receiver.Take());

        await world.UsedAsync(NoticeWorld.Now.AddDays(-1), NoticeWorld.OtherTemplate, [7]);
        await world.AlertsAsync();
        Assert.Equal(
            ["*Template insights: alert*", "*Ended*", "• kubernetes: 6 active users in the last seven days, 10 in the seven before (since 2026-11-18 09:45 UTC)"], Lines(world));
        await world.AlertsAsync();
        Assert.Empty(world.Receiver.Take());
    }

    [Fact]
    public async Task A_peak_lasts_for_its_day()
    {
        await using var world = await NoticeWorld.StartAsync(emulator, ("PeakAbove", "2"), ("Format", "slack"));
        await world.UsedAsync(NoticeWorld.Now.AddHours(-3), Stats.Template, [1, 2]);
        await world.AlertsAsync();
        Assert.Empty(world.Receiver.Take());

        await world.UsedAsync(NoticeWorld.Now.AddHours(-3), NoticeWorld.OtherTemplate, [3]);
        await world.AlertsAsync();
        Assert.Contains("• 3 users at once today, more than 2", Lines(world));

        world.App.Clock.Set(NoticeWorld.Now.AddDays(1));
        await world.AlertsAsync();
        Assert.Contains("*Ended*", Lines(world));
    }

    [Fact]
    public async Task Latency_is_that_of_a_day_by_template()
    {
        await using var world = await NoticeWorld.StartAsync(emulator, ("LatencyAboveMs", "200"), ("Format", "slack"));
        await world.UsedAsync(NoticeWorld.Now.AddHours(-3), Stats.Template, [1], latency: 200);
        await world.UsedAsync(NoticeWorld.Now.AddHours(-3), NoticeWorld.OtherTemplate, [1], latency: 201);
        await world.UsedAsync(NoticeWorld.Now.AddHours(-30), Stats.Template, [1], latency: 900);

        await world.AlertsAsync();

        Assert.Equal(
            ["*Template insights: alert*", "*Began*", "• kubernetes: latency of 201 ms at the 95th percentile in the last 24 hours, more than 200"], Lines(world));
    }

    [Fact]
    public async Task What_was_not_taken_is_told_again()
    {
        await using var world = await NoticeWorld.StartAsync(emulator, ("PeakAbove", "1"));
        await world.UsedAsync(NoticeWorld.Now.AddHours(-3), Stats.Template, [1, 2]);
        world.Receiver.Status = System.Net.HttpStatusCode.BadGateway;
        await Assert.ThrowsAsync<InvalidOperationException>(world.AlertsAsync);
        world.Receiver.Status = System.Net.HttpStatusCode.OK;
        world.Receiver.Take();

        await world.AlertsAsync();

        Assert.Single(world.Receiver.Take());
    }

    private static string[] Lines(NoticeWorld world)
    {
        JsonNode message = Assert.Single(world.Receiver.Take());
        return ((string)message["text"]!).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
