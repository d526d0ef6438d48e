using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>The current day is fetched again every minute while somebody looks.</summary>
[Collection(DemoCollection.Name)]
public sealed class RefreshTests(Demo demo)
{
    private const string Report = "**/api/v2/insights/user-latency?*";

    [Fact]
    public async Task Today_is_refreshed_every_minute_but_not_while_it_is_hidden()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?start=2026-11-12&end=2026-11-18&interval=day&tz=UTC");
        await page.SettleAsync();
        await page.Page.RunAndWaitForResponseAsync(() => page.Page.Clock.FastForwardAsync(61_000), response => IsReport(response.Url));
        await page.SettleAsync();

        var asked = 0;
        page.Page.Request += (_, request) => asked += IsReport(request.Url) ? 1 : 0;
        await ShowAsync(page, "hidden");
        await page.Page.Clock.FastForwardAsync(600_000);
        Assert.Equal(0, asked);

        await page.Page.RunAndWaitForResponseAsync(() => ShowAsync(page, "visible"), response => IsReport(response.Url));
        await page.SettleAsync();
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task What_is_over_is_not_refreshed()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?start=2026-11-11&end=2026-11-17&interval=day&tz=UTC");
        await page.SettleAsync();
        var asked = 0;
        page.Page.Request += (_, request) => asked += IsReport(request.Url) ? 1 : 0;
        await page.Page.Clock.FastForwardAsync(600_000);
        Assert.Equal(0, asked);
    }

    [Fact]
    public async Task A_refresh_that_fails_leaves_the_figures_and_says_so()
    {
        await using var page = await demo.OpenAsync(
            $"/templates/{await demo.TemplateAsync("docker")}?start=2026-11-12&end=2026-11-18&interval=day&tz=UTC", new PageOptions { ExpectedError = "503" });
        await page.SettleAsync();
        var before = await DashboardPage.AttributesAsync(page.Panel("Users latency"), "[data-p50]", "data-p50");
        await page.Page.RouteAsync(Report, route => route.FulfillAsync(new() { Status = 503, ContentType = "application/json", Body = """{"message":"Storage is not available."}""" }));
        await page.Page.Clock.FastForwardAsync(61_000);
        await Assertions.Expect(page.Panel("Users latency").GetByText("Not refreshed")).ToBeVisibleAsync();
        Assert.Equal(before, await DashboardPage.AttributesAsync(page.Panel("Users latency"), "[data-p50]", "data-p50"));
    }

    private static bool IsReport(string url) => url.Contains("/insights/user-latency?", StringComparison.Ordinal);

    private static async Task ShowAsync(DashboardPage page, string state) => await page.Page.EvaluateAsync("""
        state => {
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """, state);
}
