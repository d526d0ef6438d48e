using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.App;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>What was not recorded is not shown as if nothing had happened.</summary>
[Collection(DemoCollection.Name)]
public sealed class RecordedTests(Demo demo, StorageEmulator emulator)
{
    // The template was first used on 9 November, ten days before the demo's time.
    private const string Young = "ai-sandbox";

    [Theory]
    [InlineData("start=2026-11-05&end=2026-11-18", 4)] // Bars.
    [InlineData("start=2026-10-20&end=2026-11-18", 20)] // A line.
    public async Task Days_before_the_first_usage_are_marked_in_the_chart_and_in_the_table(string range, int unrecorded)
    {
        var template = await demo.TemplateAsync(Young);
        await using var page = await demo.OpenAsync($"/templates/{template}?{range}&interval=day&tz=UTC");
        await page.SettleAsync();
        var slots = await DashboardPage.AttributesAsync(page.Panel("Active users"), "[data-slot]", "data-slot");
        Assert.All(slots.Take(unrecorded), slot => Assert.Equal("not-recorded", slot));
        Assert.All(slots.Skip(unrecorded), slot => Assert.NotEqual("not-recorded", slot));
        await Assertions.Expect(page.Page.Locator(".slot-chart .unrecorded")).ToHaveTextAsync("Not recorded");
        await Assertions.Expect(page.Page.GetByText("Usage is recorded since 9 Nov 2026. Nothing is known of the days before.")).ToBeVisibleAsync();

        await page.Page.Locator(".slot-chart").FocusAsync();
        await page.Page.Keyboard.PressAsync("Home");
        await Assertions.Expect(page.Page.Locator(".tooltip-value")).ToHaveTextAsync("Not recorded");
        await Assertions.Expect(page.Page.Locator(".slot-chart [aria-live]")).ToContainTextAsync(": not recorded");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Show as a table" }).ClickAsync();
        Assert.Equal("not recorded", (await page.Page.Locator(".figures tbody tr:visible td").First.InnerTextAsync()).Trim());
    }

    [Fact]
    public async Task A_range_from_before_the_first_usage_says_when_that_was_and_leads_there()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync(Young)}?start=2026-10-01&end=2026-10-10&interval=day&tz=UTC");
        await page.SettleAsync();
        var panel = page.Panel("User activity");
        await Assertions.Expect(panel).ToContainTextAsync("Usage of this template is recorded since 9 Nov 2026.");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Show what is recorded" }).ClickAsync();
        await page.SettleAsync();
        Assert.Equal(("2026-11-09", "2026-11-18"), (page.Query["start"], page.Query["end"]));
        await Assertions.Expect(panel.Locator("[data-user]").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_template_that_was_not_recorded_the_week_before_is_not_compared()
    {
        var id = await demo.TemplateAsync(Young);
        await using var page = await demo.OpenAsync("/deployment?range=14d&interval=day&tz=UTC");
        await page.SettleAsync();
        var row = page.Panel("Templates ranked").Locator($"[data-template='{id}']");
        string[] changes = [.. (await DashboardPage.TextsAsync(row, "td")).Where(text => text == "not recorded")];
        Assert.Equal(2, changes.Length);
        await Assertions.Expect(row.GetByRole(AriaRole.Img)).ToHaveAttributeAsync(
            "aria-label", new System.Text.RegularExpressions.Regex("by day: not recorded, not recorded, not recorded, not recorded, \\d"));
    }

    [Fact]
    public async Task An_installation_without_usage_says_how_usage_gets_there_until_some_has()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Demo.Now);
        await using var page = await demo.OpenAsync("/", new PageOptions { Address = app.Http.BaseAddress, BypassPolicy = true });
        foreach (var path in (string[])["/deployment", "/"])
        {
            await page.Page.GotoAsync(path);
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "No usage has come in yet" })).ToBeVisibleAsync();
            await Assertions.Expect(page.Page.GetByText("--coder")).ToBeVisibleAsync();
            await Assertions.Expect(page.Page.Locator(".first-run").GetByText("docs/connect-coder.md")).ToBeVisibleAsync();
            await Assertions.Expect(page.Page.GetByText("permission")).ToHaveCountAsync(0);
            Assert.Empty(await page.ViolationsAsync());
        }

        // What the page says to send is taken, and seen within a minute.
        var command = await page.Page.Locator(".command", new() { HasText = "curl" }).Locator("code").InnerTextAsync();
        Assert.Contains($"{app.Http.BaseAddress}api/v2/ingest/agent-stats", command, StringComparison.Ordinal);
        await app.PostAsync("agent-stats", JsonNode.Parse(command[(command.IndexOf('\'') + 1)..command.LastIndexOf('\'')])!);
        await app.DrainAsync();
        await page.Page.Clock.FastForwardAsync(61_000);
        await Assertions.Expect(page.Page.Locator(".card", new() { HasText = "44444444-4444-4444-4444-444444444444" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator(".first-run")).ToHaveCountAsync(0);
        await page.Page.Locator(".card a").ClickAsync();
        await page.SettleAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("range=today"));
        Assert.Equal("1", (await page.Panel("Active users").Locator("[data-figure=active-users]").InnerTextAsync()).ToString(CultureInfo.InvariantCulture));
    }
}
