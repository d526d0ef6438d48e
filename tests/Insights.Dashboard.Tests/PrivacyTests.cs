using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>Where people are not named the page says so, and what is withheld is neither nothing nor a fault.</summary>
[Collection(DemoCollection.Name)]
public sealed class PrivacyTests(Demo demo)
{
    private const string View = "start=2026-11-11&end=2026-11-17&interval=day&tz=UTC";
    private const string Period = "start_time=2026-11-11T00:00:00Z&end_time=2026-11-18T00:00:00Z";

    [Theory]
    [InlineData("pseudonymous", "People have pseudonyms here, which hold for these days alone.")]
    [InlineData("aggregated", "Single people are not shown here.")]
    public async Task The_page_says_what_is_not_shown_of_people_and_shows_the_rest(string level, string said)
    {
        await using var app = await demo.StartAtLevelAsync(level);
        var id = await demo.TemplateAsync("docker");
        await using var page = await demo.OpenAsync($"/templates/{id}?{View}", new PageOptions { Address = app.Http.BaseAddress, BypassPolicy = true });
        await page.SettleAsync();
        await Assertions.Expect(page.Page.Locator("[data-privacy]")).ToContainTextAsync($"{said} 0, and what is not there, reads “fewer than 5 people”.");

        var report = (await app.GetAsync($"/api/v2/insights/templates?{Period}&template_ids={id}&interval=day"))["report"]!;
        await Assertions.Expect(page.Panel("Active users").Locator("[data-figure=active-users]")).ToHaveTextAsync(report["active_users"]!.ToString());
        Assert.Equal(
            report["apps_usage"]!.AsArray().Select(one => one!["seconds"]!.GetValue<long>()).Where(seconds => seconds > 0).OrderDescending().Select(seconds => $"{seconds}"),
            await DashboardPage.RowsAsync(page.Panel("App & IDE usage"), "[data-app]", "data-seconds"));
        var users = (await app.GetAsync($"/api/v2/insights/user-activity?{Period}&template_ids={id}"))["report"]!["users"]!.AsArray();
        await AssertPeopleAsync(page, level, users.Select(user => user!["username"]!.ToString()));

        // What would be about single people, and who is behind a figure.
        await Assertions.Expect(page.Panel("Parameters usage")).ToContainTextAsync("Not shown here");
        await Assertions.Expect(page.Page.Locator("[data-figure-of=builds], .opener, a.person-link, [data-section=utilization], [data-section=adoption], [data-section=support], [data-section=parameters]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Group, new() { Name = "Filter by" }).GetByRole(AriaRole.Button)).ToHaveCountAsync(1);
        await page.Page.Keyboard.PressAsync("Escape");

        foreach (var section in await DashboardPage.AttributesAsync(page.Page.Locator("main"), "[data-section]", "data-section"))
        {
            await page.ShowSectionAsync(section);
        }

        await Assertions.Expect(page.Page.Locator("[data-state=failed]")).ToHaveCountAsync(0);

        // What was before is as withheld as what is now: pseudonyms are others then.
        await page.Panel("App & IDE usage").EvaluateAsync("panel => panel.scrollIntoView({ block: 'center' })");
        var before = (await app.GetAsync($"/api/v2/insights/templates?start_time=2026-11-04T00:00:00Z&end_time=2026-11-11T00:00:00Z&template_ids={id}"))["report"]!["apps_usage"]!.AsArray().ToDictionary(one => $"{one!["slug"]}", one => $"{one!["seconds"]}");
        await Assertions.Expect(page.Panel("App & IDE usage").Locator("td.before").First).ToBeVisibleAsync();
        Assert.Equal(
            report["apps_usage"]!.AsArray().Where(one => one!["seconds"]!.GetValue<long>() > 0).Select(one => before.GetValueOrDefault($"{one!["slug"]}", "0")).Order(StringComparer.Ordinal),
            (await DashboardPage.RowsAsync(page.Panel("App & IDE usage"), "td.before .figure-change", "data-before")).Order(StringComparer.Ordinal));
        await Assertions.Expect(page.Page.Locator("table.people td.before")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.Locator("[data-section=connection] .change").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("New", new() { Exact = true })).ToHaveCountAsync(0);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "What is shown of people" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("A day is shown when it has been over for three hours, in UTC.");
        Assert.Empty(await page.ViolationsAsync());
    }

    [Fact]
    public async Task What_may_be_few_is_not_zero_and_a_day_that_is_not_shown_changes_nothing()
    {
        await using var app = await demo.StartAtLevelAsync("pseudonymous");
        await using var page = await demo.OpenAsync("/deployment?range=7d&interval=day&tz=UTC", new PageOptions { Address = app.Http.BaseAddress });
        await page.SettleAsync();
        var slots = page.Panel("Active users").Locator("[data-slot]");
        Assert.Equal("0", await slots.Last.GetAttributeAsync("data-slot"));
        await Assertions.Expect(slots.Last.Locator("td")).ToHaveTextAsync("< 5");

        // Six days are shown, and six of the week before are what they are compared with.
        var before = (await app.GetAsync("/api/v2/insights/overview?start_time=2026-11-05T00:00:00Z&end_time=2026-11-11T00:00:00Z"))["report"]!;
        var figure = page.Page.Locator("[data-figure-of=hours]");
        await Assertions.Expect(figure).ToHaveAttributeAsync("data-before", before["seconds"]!.ToString());
        await Assertions.Expect(page.Panel("Unused in the range")).ToContainTextAsync("What few people use cannot be told from what nobody uses.");
    }

    [Fact]
    public async Task Where_people_are_kept_for_less_long_than_usage_the_page_says_since_when_and_shows_counts_of_days_before()
    {
        // No night is to come while this runs: the usage is that of all tests.
        await using var app = await demo.StartAtLevelAsync("named", new Dictionary<string, string?> { ["Insights:Privacy:PersonDays"] = "10", ["AzureWebJobs.DispatchPurges.Disabled"] = "true", ["AzureWebJobs.PurgeTemplate.Disabled"] = "true" });
        var id = await demo.TemplateAsync("docker");
        await using var page = await demo.OpenAsync($"/templates/{id}?start=2026-11-06&end=2026-11-17&interval=day&tz=UTC", new PageOptions { Address = app.Http.BaseAddress, BypassPolicy = true });
        await page.SettleAsync();
        await Assertions.Expect(page.Page.Locator("[data-privacy=aggregated]")).ToContainTextAsync(
            "Single people are not shown here. They are kept since 8 Nov 2026, and of days before there are only counts: days from then on show more. 0, and what is not there, reads “fewer than 5 people”.");
        var report = (await app.GetAsync($"/api/v2/insights/templates?start_time=2026-11-06T00:00:00Z&end_time=2026-11-18T00:00:00Z&template_ids={id}"))["report"]!;
        Assert.Equal(0, (int)report["active_users"]! % 5);
        await Assertions.Expect(page.Panel("Active users").Locator("[data-figure=active-users]")).ToHaveTextAsync(report["active_users"]!.ToString());
        await AssertPeopleAsync(page, "aggregated", []);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "What is shown of people" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Where some days have only counts all of them are counted so");
        Assert.Empty(await page.ViolationsAsync());

        await page.Page.GotoAsync($"/templates/{id}?start=2026-11-08&end=2026-11-17&interval=day&tz=UTC");
        await page.SettleAsync();
        await Assertions.Expect(page.Panel("User activity").Locator("[data-user]").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("[data-privacy]")).ToHaveCountAsync(0);
        var user = await page.Panel("User activity").Locator("[data-user]").First.GetAttributeAsync("data-user");
        await page.Page.GotoAsync($"/users/{user}?start=2026-11-06&end=2026-11-17&tz=UTC");
        await Assertions.Expect(page.Page.Locator("[data-people-since]")).ToHaveTextAsync("8 Nov 2026");
    }

    [Fact]
    public async Task Nobody_is_picked_out_by_an_address()
    {
        await using var app = await demo.StartAtLevelAsync("aggregated");
        var user = (await demo.ReportAsync("user-activity", Period))["users"]![0]!["user_id"]!.ToString();
        await using var page = await demo.OpenAsync($"/users/{user}?{View}", new PageOptions { Address = app.Http.BaseAddress, ExpectedError = "403" });
        await Assertions.Expect(page.Page.GetByText("It is not shown here what single people do.")).ToBeVisibleAsync();
        await page.Page.GotoAsync($"/deployment?{View}&users={user}");
        await Assertions.Expect(page.Panel("Active users")).ToContainTextAsync("Here it is not shown what single people do.");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await using var own = await demo.OpenAsync("/me", new PageOptions { Address = app.Http.BaseAddress, Token = (await demo.NewUserAsync()).Token, ExpectedError = "403" });
        await Assertions.Expect(own.Page.GetByText("sign in with your organization, not with a token")).ToBeVisibleAsync();
    }

    private static async Task AssertPeopleAsync(DashboardPage page, string level, IEnumerable<string> pseudonyms)
    {
        foreach (var title in (string[])["User activity", "Users latency"])
        {
            var panel = page.Panel(title);
            if (level == "aggregated")
            {
                await Assertions.Expect(panel).ToContainTextAsync("Not shown here");
                Assert.Empty(pseudonyms);
                continue;
            }

            Assert.NotEmpty(pseudonyms);
            Assert.Equal(pseudonyms.Order(StringComparer.Ordinal), (await DashboardPage.TextsAsync(panel, "tbody .name")).Where(name => name.Length > 0).Order(StringComparer.Ordinal));
            await Assertions.Expect(panel.Locator("thead th").First).ToHaveTextAsync("Pseudonym");
            await Assertions.Expect(panel.Locator("thead th").First.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
            await Assertions.Expect(panel.Locator("tbody img, tbody a, input")).ToHaveCountAsync(0);
        }
    }
}
