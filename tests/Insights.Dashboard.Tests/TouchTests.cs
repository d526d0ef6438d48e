using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>What a finger shows is still there when the finger has gone.</summary>
[Collection(DemoCollection.Name)]
public sealed class TouchTests(Demo demo)
{
    [Theory]
    [InlineData("14d")] // Bars.
    [InlineData("30d")] // A line.
    public async Task The_figures_of_a_day_that_was_tapped_stay_until_the_next_tap(string range)
    {
        await using var page = await demo.OpenAsync(
            $"/templates/{await demo.TemplateAsync("docker")}?range={range}&interval=day&tz=UTC", new PageOptions { Width = 360, Height = 780, HasTouch = true });
        await page.SettleAsync();
        var values = await DashboardPage.AttributesAsync(page.Panel("Active users"), "[data-slot]", "data-slot");
        await page.Page.Locator(".slot-chart").EvaluateAsync("chart => chart.scrollIntoView({ block: 'center' })");
        var box = (await page.Page.Locator(".slot-chart").BoundingBoxAsync())!;
        var tooltip = page.Page.Locator(".tooltip");

        await page.Page.Touchscreen.TapAsync(box.X + (box.Width * 0.97f), box.Y + (box.Height / 2));
        await Assertions.Expect(tooltip.Locator("b")).ToHaveTextAsync(values[^1]);
        await page.Page.Clock.FastForwardAsync(5_000);
        await Assertions.Expect(tooltip.Locator("b")).ToHaveTextAsync(values[^1]);

        await page.Page.Touchscreen.TapAsync(box.X + 38, box.Y + (box.Height / 2));
        await Assertions.Expect(tooltip.Locator("b")).ToHaveTextAsync(values[0]);
        await page.Page.Touchscreen.TapAsync(box.X + (box.Width / 2), box.Y - 60);
        await Assertions.Expect(tooltip).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_mouse_that_leaves_takes_its_figures_along()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?range=14d&interval=day&tz=UTC");
        await page.SettleAsync();
        await page.Page.Locator(".slot-chart").HoverAsync();
        await Assertions.Expect(page.Page.Locator(".tooltip")).ToBeVisibleAsync();
        await page.Page.Mouse.MoveAsync(5, 5);
        await Assertions.Expect(page.Page.Locator(".tooltip")).ToHaveCountAsync(0);
    }
}
