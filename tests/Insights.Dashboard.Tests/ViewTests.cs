using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>What is looked at is in the address.</summary>
[Collection(DemoCollection.Name)]
public sealed class ViewTests(Demo demo)
{
    [Theory]
    [InlineData("kubernetes-pod", "week", "2026-08-27", 12)] // Older than five weeks: twelve weeks.
    [InlineData("ai-sandbox", "day", "2026-10-20", 30)] // Ten days old: thirty days.
    public async Task A_first_look_depends_on_the_age_of_the_template(string template, string interval, string start, int slots)
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync(template)}");
        await page.SettleAsync();
        Assert.Equal((interval, start, "2026-11-18", "Europe/Berlin"), (page.Query["interval"], page.Query["start"], page.Query["end"], page.Query["tz"]));
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
        Assert.Equal(("2026-08-27", "2026-11-18", "day"), (page.Query["start"], page.Query["end"], page.Query["interval"]));
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
            $"/api/v2/insights/templates?template_ids={id}&start_time=2026-08-27T00:00:00%2B12:00&end_time=2026-11-18T11:00:00Z&interval=week&timezone=Pacific/Auckland");
        Assert.Equal(answer["interval_reports"]!.AsArray().Select(slot => slot!["active_users"]!.ToString()), lastFigures);

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
        foreach (var (preset, start, end) in new[]
        {
            ("Today", "2026-11-18", "2026-11-18"), ("Yesterday", "2026-11-17", "2026-11-17"), ("Last 7 days", "2026-11-12", "2026-11-18"),
            ("Last 14 days", "2026-11-05", "2026-11-18"), ("Last 30 days", "2026-10-20", "2026-11-18"), ("Last 4 weeks", "2026-10-22", "2026-11-18"),
            ("Last 12 weeks", "2026-08-27", "2026-11-18"), ("Last 24 weeks", "2026-06-04", "2026-11-18"),
        })
        {
            await ChooseRangeAsync(page, preset);
            Assert.Equal((start, end), (page.Query["start"], page.Query["end"]));
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^Date range: {preset}") })).ToBeVisibleAsync();
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
    public async Task An_address_that_says_nonsense_shows_a_first_look()
    {
        await using var page = await demo.OpenAsync("/");
        foreach (var query in (string[])
        [
            "start=2026-13-01&end=2026-11-18&interval=day&tz=Europe/Berlin", "start=2026-11-18&end=2026-11-01&interval=fortnight&tz=Mars/Phobos",
            "start=1990-01-01&end=2026-11-18&interval=day", "start=2026-11-01&end=2027-01-01&interval=day",
        ])
        {
            await page.Page.GotoAsync($"/templates/{await demo.TemplateAsync("docker")}?{query}");
            await page.SettleAsync();
            Assert.Equal(("2026-11-18", "Europe/Berlin"), (page.Query["end"], page.Query["tz"]));
            await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(5);
        }
    }

    private static async Task ChooseRangeAsync(DashboardPage page, string preset)
    {
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range") }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = preset, Exact = true }).ClickAsync();
        await page.SettleAsync();
    }

    private static Task<string[]> FiguresAsync(DashboardPage page) => DashboardPage.AttributesAsync(page.Panel("Active users"), "[data-slot]", "data-slot");
}
