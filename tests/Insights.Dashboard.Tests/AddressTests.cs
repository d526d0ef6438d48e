using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>What an address asks for is shown as far as it can be, and what it gets wrong is said or left out.</summary>
[Collection(DemoCollection.Name)]
public sealed class AddressTests(Demo demo)
{
    [Fact]
    public async Task A_zone_further_west_keeps_the_number_of_days()
    {
        // It is the 19th in Auckland and still the 18th in Los Angeles.
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?start=2026-11-13&end=2026-11-19&interval=week&tz=Pacific/Auckland");
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Time zone") }).ClickAsync();
        await page.Page.GetByPlaceholder("Search time zones").FillAsync("los angeles");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.SettleAsync();
        Assert.Equal(
            ("2026-11-12", "2026-11-18", "week", "America/Los_Angeles"),
            (page.Query["start"], page.Query["end"], page.Query["interval"], page.Query["tz"]));
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range: Last 7 days") })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("start=2026-11-12&end=2026-11-19", "2026-11-12", "2026-11-18")] // Ends tomorrow.
    [InlineData("start=1990-01-01&end=2026-11-18", "2024-11-19", "2026-11-18")] // 730 days.
    public async Task A_range_that_reaches_too_far_is_shown_as_far_as_it_can_be(string range, string start, string end)
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?{range}&interval=day&tz=UTC");
        await page.SettleAsync();
        Assert.Equal((start, end), (page.Query["start"], page.Query["end"]));
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(5);
    }

    [Fact]
    public async Task The_longest_range_by_week_is_no_longer_than_by_day()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?start=2024-11-19&end=2026-11-18&interval=day&tz=UTC");
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Week", Exact = true }).ClickAsync();
        await page.SettleAsync();
        Assert.Equal(("2024-11-21", "2026-11-18", "week"), (page.Query["start"], page.Query["end"], page.Query["interval"])); // 104 weeks.
    }

    [Fact]
    public async Task The_calendar_offers_no_day_that_would_make_the_range_too_long()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?start=2024-08-01&end=2024-08-07&interval=day&tz=UTC");
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range") }).ClickAsync();
        await page.Page.Locator("[data-day='2024-08-05']").ClickAsync();
        await Assertions.Expect(page.Page.GetByText("Now choose the last day, 730 days at most.")).ToBeVisibleAsync();
        var next = page.Page.GetByRole(AriaRole.Button, new() { Name = "Next month" });
        for (var month = 0; month < 24; month++)
        {
            await next.ClickAsync();
        }

        await Assertions.Expect(next).ToBeDisabledAsync();
        await Assertions.Expect(page.Page.Locator("[data-day='2026-08-05']")).ToBeDisabledAsync();
        await page.Page.Locator("[data-day='2026-08-04']").ClickAsync();
        await page.SettleAsync();
        Assert.Equal(("2024-08-05", "2026-08-04"), (page.Query["start"], page.Query["end"]));
    }

    [Theory]
    [InlineData("not-a-uuid")]
    [InlineData("%E0%A4%A")]
    public async Task A_template_that_cannot_be_is_said_not_to_exist_and_not_asked_for(string id)
    {
        await using var page = await demo.OpenAsync("/");
        await page.SettleAsync();
        await page.Page.EvaluateAsync("path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }", $"/templates/{id}");
        await Assertions.Expect(page.Page.GetByText("You may not view the insights of this template, or it does not exist.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator(".panel")).ToHaveCountAsync(0);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "All templates" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
    }

    [Fact]
    public async Task An_organization_that_cannot_be_is_left_out()
    {
        await using var page = await demo.OpenAsync("/deployment?organization=foo");
        await page.SettleAsync();
        Assert.Null(page.Query["organization"]);
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(9);
    }

    [Fact]
    public async Task An_offset_is_no_zone()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?tz=%2B05:30");
        await page.SettleAsync();
        Assert.Equal("Europe/Berlin", page.Query["tz"]);
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(5);
    }

    [Theory]
    [InlineData("Templates ranked", ".person", "start=2026-11-02&end=2026-11-15")]
    [InlineData("Unused in the range", "li[data-template] a", "start=2026-06-01&end=2026-06-14")]
    public async Task A_template_of_the_deployment_is_opened_for_the_same_days_in_the_same_time(string panel, string link, string range)
    {
        var view = $"{range}&interval=week&tz=Asia/Tokyo";
        var organization = await demo.OrganizationAsync("docker");
        await using var page = await demo.OpenAsync($"/deployment?{view}&organization={organization}");
        await page.SettleAsync();
        await page.Panel(panel).Locator(link).First.ClickAsync();
        await page.SettleAsync();
        Assert.StartsWith("/templates/", page.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal($"?{view}", new Uri(page.Page.Url).Query);
    }
}
