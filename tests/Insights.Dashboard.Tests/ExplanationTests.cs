using System.Globalization;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>Figures say how they come about, and bars are as long as their labels say.</summary>
[Collection(DemoCollection.Name)]
public sealed class ExplanationTests(Demo demo)
{
    [Fact]
    public async Task Each_panel_says_how_its_figures_are_counted_by_touch_and_by_key()
    {
        await using var page = await demo.OpenAsync(
            $"/templates/{await demo.TemplateAsync("docker")}?range=14d&interval=day&tz=UTC", new PageOptions { Width = 360, Height = 780, HasTouch = true });
        await page.SettleAsync();
        foreach (var (title, said) in new[]
        {
            ("Active users", (string[])["once in the range, so the days add up to more"]),
            ("Users latency", ["The median is below 150 ms.", "It is from 150 ms to 300 ms.", "It is above 300 ms"]),
            ("User activity", ["It is not the time over all apps of App & IDE usage"]),
            ("App & IDE usage", ["may be more than the time in all of User activity"]),
            ("Parameters usage", ["Of each workspace that was built in the range the newest build counts"]),
        })
        {
            var button = page.Panel(title).GetByRole(AriaRole.Button, new() { Name = $"How {title} is counted" });
            var sheet = page.Page.GetByRole(AriaRole.Dialog, new() { Name = $"How {title} is counted" });
            await button.TapAsync();
            foreach (var text in said)
            {
                await Assertions.Expect(sheet).ToContainTextAsync(text);
            }

            Assert.Equal(0, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
            await sheet.GetByRole(AriaRole.Button, new() { Name = "Close" }).TapAsync();
            await Assertions.Expect(sheet).ToHaveCountAsync(0);

            await button.FocusAsync();
            await page.Page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(sheet).ToContainTextAsync(said[0]);
            await page.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(button).ToBeFocusedAsync();
        }
    }

    [Fact]
    public async Task A_bar_is_as_long_as_the_share_that_its_label_says()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("data-science")}?range=14d&interval=day&tz=UTC");
        await page.SettleAsync();
        foreach (var title in (string[])["App & IDE usage", "Parameters usage"])
        {
            var rows = await page.Panel(title).Locator(".bar-row, [data-app]").EvaluateAllAsync<string[][]>("""
                rows => rows.map(row => {
                  const [ground, bar] = [row.querySelector('.meter'), row.querySelector('.meter > span')];
                  return [row.querySelector('.bar-share').textContent, String(100 * bar.getBoundingClientRect().width / ground.getBoundingClientRect().width)];
                })
                """);
            Assert.NotEmpty(rows);
            Assert.All(rows, row => Assert.InRange(
                double.Parse(row[1], CultureInfo.InvariantCulture) - double.Parse(row[0].Trim('%', '<'), CultureInfo.InvariantCulture), -0.8, 0.8));
        }
    }
}
