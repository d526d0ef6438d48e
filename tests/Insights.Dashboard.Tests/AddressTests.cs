using System.Text.RegularExpressions;
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
    }

    [Theory]
    [InlineData("start=2026-11-12&end=2026-11-19", "12 – 18 Nov 2026", "The range ends on 19 Nov 2026, which is yet to come. It is shown up to today.")]
    [InlineData("start=1990-01-01&end=2026-11-18", "19 Nov 2024 – 18 Nov 2026", "The range is longer than the 730 days that can be shown. The last of them are.")]
    public async Task A_range_that_reaches_too_far_is_shown_as_far_as_it_can_be_and_said_to(string range, string days, string said)
    {
        var path = $"/templates/{await demo.TemplateAsync("docker")}?{range}&interval=day&tz=UTC";
        await using var page = await demo.OpenAsync(path);
        await page.SettleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(said);
        Assert.Contains(days, (await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range") }).InnerTextAsync()).Replace('\u2009', ' '), StringComparison.Ordinal);
        Assert.Equal(path, page.PathAndQuery);
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(6);
    }

    [Fact]
    public async Task What_an_address_gets_wrong_is_said_and_stays_until_another_view_is_chosen()
    {
        await using var page = await demo.OpenAsync("/");
        foreach (var (query, said) in new[]
        {
            ("start=2026-13-01&end=2026-11-18&interval=day", "The days from “2026-13-01” to “2026-11-18” are no range: each is to be such as 2026-11-22."),
            ("start=2026-11-18&end=2026-11-01&interval=day", "The range ends on 1 Nov 2026, before it begins."),
            ("range=fortnight&interval=day", "The range “fortnight” is none: it may be such as today, yesterday, 7d or 4w, of 730 days at most."),
            ("range=999d&interval=day", "The range “999d” is none: it may be such as today, yesterday, 7d or 4w, of 730 days at most."),
            ("range=7d&interval=fortnight", "The interval “fortnight” is neither day nor week."),
            ("range=3d&interval=week", "The range cannot be cut into whole weeks. It is shown by day."),
            ("range=7d&interval=day&tz=Mars/Phobos", "“Mars/Phobos” is no time zone that this browser knows. The days are those of Europe/Berlin."),
            ("range=7d&interval=day&tz=%2B05:30", "“+05:30” is no time zone that this browser knows. The days are those of Europe/Berlin."),
        })
        {
            var path = $"/templates/{await demo.TemplateAsync("docker")}?{query}";
            await page.Page.GotoAsync(path);
            await page.SettleAsync();
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(said);
            Assert.Equal(Uri.UnescapeDataString(path), Uri.UnescapeDataString(page.PathAndQuery));
            await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(6);

            await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range") }).ClickAsync();
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Last 14 days", Exact = true }).ClickAsync();
            await page.SettleAsync();
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

            // An interval that is none leaves the one of a first look at a template of this age.
            var interval = query.Contains("interval=fortnight", StringComparison.Ordinal) ? "week" : "day";
            Assert.Equal(("14d", interval, "Europe/Berlin"), (page.Query["range"], page.Query["interval"], page.Query["tz"]));
        }
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_is_a_page_in_a_browser()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { ExpectedError = "404" });
        foreach (var path in (string[])["/no/such/page", "/deploymnt", "/templates", "/assets/no-such-file.js"])
        {
            var answer = await page.Page.GotoAsync(path);
            Assert.Equal((404, "no-store"), (answer!.Status, answer.Headers["cache-control"]));
            await Assertions.Expect(page.Page.GetByText("There is no page at this address.")).ToBeVisibleAsync();
            await page.Page.GetByRole(AriaRole.Link, new() { Name = "All templates" }).ClickAsync();
            await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
        }
    }

    [Fact]
    public async Task A_template_that_does_not_exist_is_said_not_to_to_who_may_know()
    {
        var template = Guid.NewGuid();
        await using var page = await demo.OpenAsync($"/templates/{template}");
        await Assertions.Expect(page.Page.GetByText("There is no template with this id.")).ToBeVisibleAsync();

        var (_, token) = await demo.NewViewerAsync(await demo.TemplateAsync("docker"));
        await using var viewer = await demo.OpenAsync($"/templates/{template}", new PageOptions { Token = token, ExpectedError = "404" });
        await Assertions.Expect(viewer.Page.GetByText("You may not view the insights of this template, or it does not exist.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_search_for_a_zone_finds_what_begins_with_it_first()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?range=7d&interval=day&tz=UTC");
        await page.SettleAsync();
        foreach (var (search, first) in new[] { ("tok", "Asia/Tokyo"), ("york", "America/New York"), ("new y", "America/New York"), ("europe/ber", "Europe/Berlin") })
        {
            await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Time zone") }).ClickAsync();
            await page.Page.GetByPlaceholder("Search time zones").FillAsync(search);
            Assert.Equal(first, (await page.Page.Locator(".zone-choice .item span").First.InnerTextAsync()).Trim());
            await page.Page.Keyboard.PressAsync("Escape");
        }
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
        await Assertions.Expect(page.Page.GetByText("There is no template with this id.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator(".panel")).ToHaveCountAsync(0);
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "All templates" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
    }

    [Fact]
    public async Task An_organization_that_cannot_be_is_said_to_be_none_and_left_out()
    {
        await using var page = await demo.OpenAsync("/deployment?organization=foo");
        await page.SettleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("“foo” is not the id of an organization.");
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(10);
    }

    [Theory]
    [InlineData("Templates ranked", ".person", "start=2026-11-02&end=2026-11-15")]
    [InlineData("Unused in the range", "tr[data-template] a", "start=2026-06-01&end=2026-06-14")]
    public async Task A_template_of_the_deployment_is_opened_for_the_same_days_in_the_same_time(string panel, string link, string range)
    {
        var view = $"{range}&interval=week&tz=Asia/Tokyo";
        var organization = await demo.OrganizationAsync("docker");
        await using var page = await demo.OpenAsync($"/deployment?{view}&organization={organization}");
        await page.SettleAsync();

        // What comes when it is scrolled into view moves what is below it.
        await page.Panel(panel).ScrollIntoViewIfNeededAsync();
        await page.SettleAsync();
        await page.Panel(panel).Locator(link).First.ClickAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new Regex("/templates/"));
        Assert.Equal($"?{view}", new Uri(page.Page.Url).Query);
    }
}
