using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.App;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>What is looked at is in the address.</summary>
[Collection(DemoCollection.Name)]
public sealed class ViewTests(Demo demo, StorageEmulator emulator)
{
    [Theory]
    [InlineData("kubernetes-pod", "week", "5w", 5)] // Older than five weeks, and recorded for 30 days: the weeks that have them.
    [InlineData("ai-sandbox", "day", "10d", 10)] // Ten days old, and first used on the next one.
    public async Task A_first_look_depends_on_the_age_of_the_template_and_begins_where_its_records_do(string template, string interval, string range, int slots)
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync(template)}");
        await page.SettleAsync();
        Assert.Equal((interval, range, null, "Europe/Berlin"), (page.Query["interval"], page.Query["range"], page.Query["start"], page.Query["tz"]));
        Assert.Equal(slots, await page.Page.Locator("[data-slot]").CountAsync());
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = interval == "week" ? "Week" : "Day", Exact = true, Pressed = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Range_interval_and_zone_change_the_address_and_the_figures_and_the_back_button_takes_them_back()
    {
        var id = await demo.TemplateAsync("go-services");
        await using var page = await demo.OpenAsync($"/templates/{id}?start=2026-10-20&end=2026-11-18&interval=day&tz=Europe/Berlin");
        await page.SettleAsync();
        var (first, firstFigures) = (page.PathAndQuery, await FiguresAsync(page));

        await ChooseRangeAsync(page, "Last 12 weeks");
        Assert.Equal(("12w", null, null, "day"), (page.Query["range"], page.Query["start"], page.Query["end"], page.Query["interval"]));
        var twelveWeeks = await FiguresAsync(page);
        Assert.Equal(84, twelveWeeks.Length);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Week", Exact = true }).ClickAsync();
        await page.SettleAsync();
        Assert.Equal("week", page.Query["interval"]);
        var weeks = await FiguresAsync(page);
        Assert.Equal(12, weeks.Length);

        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Time zone") }).ClickAsync();
        await page.Page.GetByPlaceholder("Search time zones").FillAsync("auckland");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.SettleAsync();
        Assert.Equal("Pacific/Auckland", page.Query["tz"]);
        var (last, lastFigures) = (page.PathAndQuery, await FiguresAsync(page));
        Assert.NotEqual(weeks, lastFigures);
        var answer = await demo.App.GetAsync(
            $"/api/v2/insights/templates?template_ids={id}&start_time=2026-08-28T00:00:00%2B12:00&end_time=2026-11-18T15:00:00Z&interval=week&timezone=Pacific/Auckland");
        Assert.Equal(
            answer["interval_reports"]!.AsArray().Select(slot => slot!["active_users"]!.ToString()),
            lastFigures.Select(figure => figure == "not-recorded" ? "0" : figure));

        for (var steps = 0; steps < 3; steps++)
        {
            await page.Page.GoBackAsync();
        }

        await page.SettleAsync();
        Assert.Equal(first, page.PathAndQuery);
        Assert.Equal(firstFigures, await FiguresAsync(page));

        // Somebody else, elsewhere, opens the link.
        await using var other = await demo.OpenAsync(last, new PageOptions { Zone = "America/New_York" });
        await other.SettleAsync();
        Assert.Equal(last, other.PathAndQuery);
        Assert.Equal(lastFigures, await FiguresAsync(other));
    }

    [Fact]
    public async Task A_preset_is_the_range_it_is_called()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?start=2026-11-02&end=2026-11-03&interval=day");
        await page.SettleAsync();
        foreach (var (preset, range, days) in new[]
        {
            ("Today", "today", "18 Nov 2026"), ("Yesterday", "yesterday", "17 Nov 2026"), ("Last 7 days", "7d", "12 – 18 Nov 2026"),
            ("Last 14 days", "14d", "5 – 18 Nov 2026"), ("Last 30 days", "30d", "20 Oct – 18 Nov 2026"), ("Last 4 weeks", "4w", "22 Oct – 18 Nov 2026"),
            ("Last 12 weeks", "12w", "27 Aug – 18 Nov 2026"), ("Last 24 weeks", "24w", "4 Jun – 18 Nov 2026"),
        })
        {
            await ChooseRangeAsync(page, preset);
            Assert.Equal((range, null, null), (page.Query["range"], page.Query["start"], page.Query["end"]));
            var button = page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^Date range: {preset}") });
            Assert.Contains(days, (await button.InnerTextAsync()).Replace('\u2009', ' '), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Any_days_can_be_chosen_from_the_calendar()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?start=2026-11-02&end=2026-11-03&interval=day");
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range") }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Previous month" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("30 October 2026$") }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("26 October 2026$") }).ClickAsync();
        await page.SettleAsync();
        Assert.Equal(("2026-10-26", "2026-10-30"), (page.Query["start"], page.Query["end"]));
        Assert.Equal(5, await page.Page.Locator("[data-slot]").CountAsync());
    }

    [Fact]
    public async Task A_range_that_has_no_whole_weeks_begins_earlier_by_week()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?start=2026-11-01&end=2026-11-17&interval=day");
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Week", Exact = true }).ClickAsync();
        await page.SettleAsync();
        Assert.Equal(("2026-10-28", "2026-11-17", "week"), (page.Query["start"], page.Query["end"], page.Query["interval"]));
        Assert.Equal(3, await page.Page.Locator("[data-slot]").CountAsync());
    }

    [Theory]
    [InlineData("start=2026-11-05&end=2026-11-18&interval=day", 14, ".bar.partial")]
    [InlineData("start=2026-10-20&end=2026-11-18&interval=day", 30, ".line.partial")]
    [InlineData("start=2026-10-22&end=2026-11-18&interval=week", 4, ".bar.partial")]
    public async Task A_slot_that_is_not_over_is_drawn_as_partial(string view, int slots, string mark)
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?{view}&tz=Europe/Berlin");
        await page.SettleAsync();
        Assert.Equal(slots, await page.Page.Locator("[data-slot]").CountAsync());
        await Assertions.Expect(page.Page.Locator(mark)).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.Locator("[data-slot]").Last).ToContainTextAsync("not over yet");
        await page.Page.Locator(".slot-chart").FocusAsync();
        await page.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Page.Locator(".tooltip")).ToContainTextAsync("not over yet");
    }

    [Fact]
    public async Task A_link_to_a_preset_moves_with_the_day_and_one_to_picked_days_does_not()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Demo.Now);
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = null, Address = app.Http.BaseAddress });
        for (var later = 0; later < 2; later++)
        {
            app.Clock.Set(Demo.Now.AddDays(later));
            await page.SignInAsync(InsightsApp.Token);
            foreach (var (range, days) in new[]
            {
                ("range=7d", (string[])["12 – 18 Nov 2026", "13 – 19 Nov 2026"]), ("range=5w", ["15 Oct – 18 Nov 2026", "16 Oct – 19 Nov 2026"]),
                ("range=yesterday", ["17 Nov 2026", "18 Nov 2026"]), ("start=2026-11-12&end=2026-11-18", ["12 – 18 Nov 2026", "12 – 18 Nov 2026"]),
            })
            {
                await page.Page.GotoAsync($"/deployment?{range}&interval=day&tz=UTC");
                await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"{days[later].Replace(" ", "\\s", StringComparison.Ordinal)}$") })).ToBeVisibleAsync();
                Assert.Equal($"/deployment?{range}&interval=day&tz=UTC", page.PathAndQuery);

                // What is under way would be answered after the session has ended for want of use.
                await page.SettleAsync();
            }
        }
    }

    [Fact]
    public async Task Whole_weeks_of_a_range_that_moves_move_too()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?range=30d&interval=day&tz=UTC");
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Week", Exact = true }).ClickAsync();
        await page.SettleAsync();
        Assert.Equal(("5w", "week"), (page.Query["range"], page.Query["interval"]));
        Assert.Equal(5, await page.Page.Locator("[data-slot]").CountAsync());
    }

    private static async Task ChooseRangeAsync(DashboardPage page, string preset)
    {
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range") }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = preset, Exact = true }).ClickAsync();
        await page.SettleAsync();
    }

    private static Task<string[]> FiguresAsync(DashboardPage page) => DashboardPage.AttributesAsync(page.Panel("Active users"), "[data-slot]", "data-slot");
}
