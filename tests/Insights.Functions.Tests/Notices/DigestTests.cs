using System.Net;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Functions.Tests.Notices;

/// <summary>The digest of a week: what it says, in which form, and that it comes once.</summary>
public sealed class DigestTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset Tuesday = new(2026, 11, 10, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task It_says_what_changed_what_nobody_used_and_where_latency_is_poor()
    {
        await using var world = await PlayedAsync();

        Assert.Equal(
            """
            # Template insights, 9 November to 15 November 2026

            - 3 active users, 2 the week before
            - 0.1 hours, 0 hours the week before
            - 2 at once at most, on Tuesday

            ## What changed

            - [kubernetes](https://insights.example.com/templates/70000000-0000-0000-0000-000000000002): 1 active users, 0 the week before

            ## Used by nobody

            - [unused](https://insights.example.com/templates/70000000-0000-0000-0000-000000000003)

            ## Poor latency

            - [kubernetes](https://insights.example.com/templates/70000000-0000-0000-0000-000000000002): 400 ms at the 95th percentile

            <https://insights.example.com/deployment>

            """,
            (string?)(await world.App.GetAsync("/api/v2/admin/digest"))["markdown"]);
        Assert.Empty(world.Receiver.Take());
    }

    [Fact]
    public async Task It_comes_once_a_week_as_the_card_that_the_preview_shows()
    {
        await using var world = await PlayedAsync();
        await world.DigestAsync();
        var message = Assert.Single(world.Receiver.Take());
        Assert.Equal("/hook/secret", Assert.Single(world.Receiver.Paths));
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)message["attachments"]![0]!["contentType"]);
        Assert.Equal((await world.App.GetAsync("/api/v2/admin/digest"))["card"]!.ToJsonString(), message["attachments"]![0]!["content"]!.ToJsonString());

        await world.DigestAsync();
        world.App.Clock.Advance(TimeSpan.FromDays(4));
        await world.DigestAsync();
        Assert.Empty(world.Receiver.Take());

        world.App.Clock.Advance(TimeSpan.FromDays(1));
        await world.DigestAsync();
        Assert.Single(world.Receiver.Take());
    }

    [Fact]
    public async Task Slack_gets_text_in_which_a_name_of_a_template_is_no_mark()
    {
        await using var world = await PlayedAsync(("Format", "slack"));
        await world.UsedAsync(Tuesday, Stats.Template, [8, 9]);
        await world.DigestAsync();

        var text = (string)Assert.Single(world.Receiver.Take())["text"]!;
        Assert.Contains(
            $"• <https://insights.example.com/templates/{Stats.Template}|Docker \u200b*[x](https://evil.example)\u200b* &lt;!here&gt;>: 4 active users, 2 the week before\n", text, StringComparison.Ordinal);
        Assert.EndsWith("<https://insights.example.com/deployment>", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Redirect)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    public async Task What_was_not_taken_comes_again_and_goes_nowhere_else(HttpStatusCode status)
    {
        await using var world = await PlayedAsync();
        world.Receiver.Status = status;
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(world.DigestAsync);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(world.Receiver.Take());

        world.Receiver.Status = HttpStatusCode.OK;
        await world.DigestAsync();

        Assert.Single(world.Receiver.Take());
        Assert.All(world.Receiver.Paths, path => Assert.Equal("/hook/secret", path));
    }

    [Theory]
    [InlineData("Webhook", "http://chat.example.com/hook/secret")]
    [InlineData("Webhook", "hook/secret")]
    [InlineData("Webhook", "https://user:secret@chat.example.com/")]
    [InlineData("Format", "irc")]
    [InlineData("FellPercent", "101")]
    public async Task A_setting_that_cannot_be_meant_stops_the_start(string name, string value)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => NoticeWorld.StartAsync(emulator, (name, value)));

        Assert.Contains(name, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_where_no_webhook_is_set()
    {
        await using var world = await PlayedAsync(("Webhook", ""), ("PeakAbove", "1"));
        await world.DigestAsync();
        await world.AlertsAsync();

        Assert.Empty(world.Receiver.Paths);
    }

    // Last week two used Docker, in the same minute, and one Kubernetes, from afar; the week before the two.
    private async Task<NoticeWorld> PlayedAsync(params (string Name, string Value)[] settings)
    {
        var world = await NoticeWorld.StartAsync(emulator, [("Page", "https://insights.example.com/deployment"), .. settings]);
        await world.UsedAsync(Tuesday, Stats.Template, [1, 2]);
        await world.UsedAsync(Tuesday.AddHours(2), NoticeWorld.OtherTemplate, [3], latency: 400);
        await world.UsedAsync(Tuesday.AddDays(-7), Stats.Template, [1, 2]);
        return world;
    }
}
