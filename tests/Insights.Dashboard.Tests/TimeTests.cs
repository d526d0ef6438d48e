using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.App;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>Which hour it is, and what is over by then.</summary>
[Collection(DemoCollection.Name)]
public sealed class TimeTests(Demo demo, StorageEmulator emulator)
{
    [Theory]
    [InlineData("2026-11-18T15:05:00Z")] // In the next hour, which the service refuses.
    [InlineData("2026-11-17T20:00:00Z")]
    [InlineData("2026-11-19T20:00:00Z")]
    public async Task A_browser_with_a_wrong_clock_goes_by_that_of_the_service(string now)
    {
        var options = new PageOptions { Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture) };
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}", options);
        await page.SettleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("18\\sNov\\s2026$") })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(6);

        await page.Page.GotoAsync("/deployment");
        await page.SettleAsync();
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(10);
        await page.Page.GotoAsync("/");
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_last_week_that_is_over_says_how_short_it_is()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?start=2026-10-28&end=2026-11-16&interval=week&tz=Europe/Berlin");
        await page.SettleAsync();
        await Assertions.Expect(page.Page.Locator(".slot-chart .partial")).ToHaveCountAsync(0);
        var rows = await DashboardPage.TextsAsync(page.Panel("Active users"), "[data-slot] th");
        Assert.Equal(["28 Oct – 3 Nov 2026", "4 – 10 Nov 2026", "11 – 16 Nov 2026 (6 days)"], rows.Select(row => row.Replace('\u2009', ' ')));
        await page.Page.Locator(".slot-chart").FocusAsync();
        await page.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Page.Locator(".tooltip-note")).ToHaveTextAsync("6 days");
    }

    [Fact]
    public async Task A_day_is_not_over_in_its_last_hour()
    {
        // 23:20 in Tokyo: the next full hour, up to which is asked, is the end of the day.
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?start=2026-11-05&end=2026-11-18&interval=day&tz=Asia/Tokyo");
        await page.SettleAsync();
        await Assertions.Expect(page.Page.Locator("[data-slot]").Last).ToContainTextAsync("18 November 2026 (not over yet)");
        await Assertions.Expect(page.Page.Locator(".figures .faint")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData("2027-03-15T02:40:00Z", "day")] // 00:10, six days but 143.5 hours after the start of the last week.
    [InlineData("2027-03-15T03:10:00Z", "week")]
    public async Task A_last_week_that_the_service_finds_too_short_is_shown_by_day(string now, string interval)
    {
        var instant = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);
        await using var app = await InsightsApp.StartAsync(emulator, instant);
        await app.PostAsync("agent-stats", Stats.Of(instant.AddDays(-1), user: 1));
        await app.DrainAsync();
        await using var page = await demo.OpenAsync(
            "/deployment?range=12w&interval=week&tz=America/St_Johns", new PageOptions { Address = app.Http.BaseAddress, Now = instant });
        await page.SettleAsync();
        var shown = interval == "week" ? "Week" : "Day";
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = shown, Exact = true, Pressed = true })).ToBeVisibleAsync();
        string[] said = interval == "week" ? [] : ["The range cannot be cut into whole weeks. It is shown by day."];
        Assert.Equal(said, await DashboardPage.TextsAsync(page.Page.GetByRole(AriaRole.Main), "[role=alert]"));
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(10);
    }

    [Fact]
    public async Task Week_over_week_compares_days_that_are_over()
    {
        await using var page = await demo.OpenAsync("/deployment?start=2026-10-20&end=2026-11-18&interval=day&tz=UTC");
        await page.SettleAsync();
        var ranking = page.Panel("Templates ranked");
        Assert.Equal(
            "Week over week compares the last 7 whole days, 11 – 17 Nov 2026, with the 7 before.",
            (await ranking.Locator(".panel-note").InnerTextAsync()).Replace('\u2009', ' '));
        var now = await UsersAsync("start_time=2026-11-11T00:00:00Z&end_time=2026-11-18T00:00:00Z");
        var before = await UsersAsync("start_time=2026-11-04T00:00:00Z&end_time=2026-11-11T00:00:00Z");
        var young = (await demo.TemplateAsync("ai-sandbox")).ToString();
        foreach (var row in await ranking.Locator("tbody tr").AllAsync())
        {
            var template = (await row.GetAttributeAsync("data-template"))!;
            var (users, earlier) = (now.GetValueOrDefault(template), before.GetValueOrDefault(template));
            var expected = (users, earlier) switch
            {
                _ when template == young => "faint", // It was not recorded then.
                (0, 0) => "faint",
                (_, 0) => "change up",
                _ when Math.Abs(((double)users / earlier) - 1) < 0.005 => "change same",
                _ => users > earlier ? "change up" : "change down",
            };
            await Assertions.Expect(row.Locator("td").Nth(1).Locator(".figure-change > span").First).ToHaveClassAsync(expected);
        }
    }

    private async Task<Dictionary<string, int>> UsersAsync(string period) =>
        (await demo.ReportAsync("overview", $"{period}&timezone=UTC"))["templates"]!.AsArray()
            .ToDictionary(one => one!["template_id"]!.ToString(), one => one!["active_users"]!.GetValue<int>());
}
