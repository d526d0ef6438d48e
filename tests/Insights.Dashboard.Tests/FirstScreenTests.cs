using System.Web;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>The first screen is asked for at once, so that its figures are of the same moment and the usage is read once for them.</summary>
[Collection(DemoCollection.Name)]
public sealed class FirstScreenTests(Demo demo)
{
    [Fact]
    public async Task A_first_screen_is_one_request_whatever_it_is_of_and_compared_with()
    {
        var (id, other) = (await demo.TemplateAsync("docker"), await demo.TemplateAsync("go-services"));
        await using var page = await demo.OpenAsync("/");
        await page.SettleAsync();
        var asked = new List<string>();
        page.Page.Request += (_, request) => asked.AddRange(request.Url.Contains("/insights/", StringComparison.Ordinal) ? [request.Url] : []);
        foreach (var path in (string[])
        [
            "/deployment", $"/templates/{id}?range=7d&interval=day&tz=UTC", $"/templates/{id}?range=4w&interval=week&tz=UTC&compare=2026-09-24",
            $"/templates/{id}?range=7d&interval=day&tz=UTC&compare={other}",
        ])
        {
            asked.Clear();
            await page.Page.GotoAsync(path);
            await page.SettleAsync();
            await Assertions.Expect(page.Panel("Overview").Locator(".figure-change").First).Not.ToHaveTextAsync("–");
            Assert.Contains("/insights/dashboard?", Assert.Single(asked), StringComparison.Ordinal);
        }

        // What the lists had before comes when they are looked at.
        await page.Panel("App & IDE usage").EvaluateAsync("panel => panel.scrollIntoView({ block: 'center' })");
        await Assertions.Expect(page.Panel("App & IDE usage").Locator("td.before").First).ToBeVisibleAsync();
        Assert.Contains("sections=report%2Cusers", asked[1], StringComparison.Ordinal);
        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public async Task A_first_look_from_the_list_asks_once_though_records_begin_later_than_it_reaches()
    {
        await using var page = await demo.OpenAsync("/");
        await page.SettleAsync();
        var asked = new List<string>();
        page.Page.Request += (_, request) => asked.AddRange(request.Url.Contains("/insights/", StringComparison.Ordinal) ? [request.Url] : []);
        await page.Page.Locator(".card", new() { HasText = "AI Agent Sandbox" }).GetByRole(AriaRole.Link).ClickAsync();
        await page.SettleAsync();
        await Assertions.Expect(page.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("range=10d"));
        Assert.Contains("/insights/dashboard?", Assert.Single(asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_interval_and_another_comparison_are_asked_for_alone_and_all_else_stays()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?range=4w&interval=day&tz=UTC");
        await page.SettleAsync();
        var asked = new List<string>();
        page.Page.Request += (_, request) => asked.AddRange(request.Url.Contains("/insights/", StringComparison.Ordinal) ? [request.Url] : []);
        await page.Page.EvaluateAsync("""
            () => {
              window.left = [];
              new MutationObserver(() => window.left.push(...[...document.querySelectorAll('[data-state=loading] h2')].map(one => one.innerText))).observe(document.body, { subtree: true, attributes: true, childList: true });
            }
            """);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Week", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-slot]")).ToHaveCountAsync(4);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true }).ClickAsync();
        await page.Page.GetByLabel("As many days, from").FillAsync("2026-10-01");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Compare the days" }).ClickAsync();
        await Assertions.Expect(page.Panel("Side by side")).ToHaveAttributeAsync("data-state", "ready");
        Assert.All(asked, url => Assert.Equal("interval_reports", HttpUtility.ParseQueryString(new Uri(url).Query)["sections"]));
        Assert.Equal(2, asked.Count);
        Assert.Equal(["Active users", "Side by side"], (await page.Page.EvaluateAsync<string[]>("[...new Set(window.left)]")).Order(StringComparer.Ordinal));
    }
}
