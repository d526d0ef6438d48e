using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>The current day is fetched again every minute while somebody looks.</summary>
[Collection(DemoCollection.Name)]
public sealed class RefreshTests(Demo demo)
{
    private const string Report = "**/api/v2/insights/dashboard?*";

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

    [Fact]
    public async Task A_refresh_that_is_refused_takes_the_figures_away()
    {
        await using var page = await demo.OpenAsync(
            $"/templates/{await demo.TemplateAsync("docker")}?start=2026-11-12&end=2026-11-18&interval=day&tz=UTC", new PageOptions { ExpectedError = "404" });
        await page.SettleAsync();
        await page.Page.RouteAsync(Report, route => route.FulfillAsync(new() { Status = 404, ContentType = "application/json", Body = """{"message":"Resource not found."}""" }));
        await page.Page.Clock.FastForwardAsync(61_000);
        await Assertions.Expect(page.Page.GetByText("You may not view the insights of this template, or it does not exist.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("[data-p50]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_refresh_lets_a_request_go_on_that_is_under_way()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?start=2026-11-12&end=2026-11-18&interval=day&tz=UTC");
        await page.ShowSectionAsync("capacity");
        await page.Page.Clock.FastForwardAsync(30_000);
        var (asked, held) = (0, new TaskCompletionSource());
        await page.Page.RouteAsync(Report, async route =>
        {
            // The first screen, and not what its lists had before.
            asked += route.Request.Url.Contains("figures", StringComparison.Ordinal) ? 1 : 0;
            await held.Task;
            await route.ContinueAsync();
        });
        await page.Page.RunAndWaitForRequestAsync(
            async () =>
            {
                await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range") }).ClickAsync();
                await page.Page.GetByRole(AriaRole.Button, new() { Name = "Last 14 days", Exact = true }).ClickAsync();
            },
            request => IsReport(request.Url));

        // Another report, which is asked for again.
        await Assertions.Expect(page.Panel("Most at once")).ToHaveAttributeAsync("data-state", "ready");
        await page.Page.RunAndWaitForResponseAsync(
            () => page.Page.Clock.FastForwardAsync(31_000), response => response.Url.Contains("/insights/concurrency?", StringComparison.Ordinal));
        held.SetResult();
        await page.SettleAsync();
        Assert.Equal(1, asked);
        await Assertions.Expect(page.Panel("Users latency")).ToHaveAttributeAsync("data-state", "ready");
    }

    [Fact]
    public async Task Weeks_that_are_over_are_not_refreshed()
    {
        await using var page = await demo.OpenAsync("/deployment?start=2026-11-12&end=2026-11-18&interval=day&tz=UTC");
        await page.SettleAsync();
        await Assertions.Expect(page.Panel("Templates ranked").Locator(".change").First).ToBeVisibleAsync();
        var asked = new List<string>();
        page.Page.Request += (_, request) => asked.Add(request.Url);
        await page.Page.RunAndWaitForResponseAsync(
            () => page.Page.Clock.FastForwardAsync(61_000), response => IsReport(response.Url));
        await page.SettleAsync();
        var query = System.Web.HttpUtility.ParseQueryString(new Uri(Assert.Single(asked, url => url.Contains("/insights/", StringComparison.Ordinal))).Query);
        Assert.StartsWith("2026-11-12", query["start_time"], StringComparison.Ordinal);
        Assert.Equal((null, null), (query["also"], query["compare"]));
    }

    private static bool IsReport(string url) => url.Contains("/insights/dashboard?", StringComparison.Ordinal);

    private static async Task ShowAsync(DashboardPage page, string state) => await page.Page.EvaluateAsync("""
        state => {
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """, state);
}
