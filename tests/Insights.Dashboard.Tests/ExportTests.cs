using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.Shared;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>What is saved from the page is what the page shows.</summary>
[Collection(DemoCollection.Name)]
public sealed class ExportTests(Demo demo)
{
    [Fact]
    public async Task A_panel_and_everything_are_saved_as_CSV_with_the_figures_of_the_page()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("data-science")}?start=2026-10-22&end=2026-11-18&interval=week&tz=Asia/Kolkata");
        await page.SettleAsync();

        var (name, activity) = await SaveAsync(page, () => page.Panel("User activity").GetByRole(AriaRole.Button, new() { Name = "Save User activity as CSV" }).ClickAsync());
        Assert.StartsWith("insights-user-activity-2026-10-22-", name, StringComparison.Ordinal);
        var shown = (await DashboardPage.RowsAsync(page.Panel("User activity"), "[data-user]", "data-user"))
            .Zip(await DashboardPage.RowsAsync(page.Panel("User activity"), "[data-user]", "data-seconds"), (user, seconds) => $"{user} {seconds}");
        Assert.Equal(shown.Order(), activity.Skip(1).Select(row => $"{row[Array.IndexOf(activity[0], "user_id")]} {row[Array.IndexOf(activity[0], "seconds")]}").Order());

        var (_, everything) = await SaveAsync(page, async () =>
        {
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync();
            await page.Page.GetByRole(AriaRole.Button, new() { Name = "Everything" }).ClickAsync();
        });
        string[] Column(string section, string column) =>
            [.. everything.Where(row => row[0] == section).Select(row => row[Array.IndexOf(everything[0], column)])];
        Assert.Equal(await DashboardPage.AttributesAsync(page.Panel("Active users"), "[data-slot]", "data-slot"), Column("active-users", "active_users"));
        Assert.Equal(4, Column("active-users", "interval").Count(interval => interval == "week"));
        Assert.Equal(
            (await DashboardPage.RowsAsync(page.Panel("Users latency"), "[data-p50]", "data-p95")).Order(), Column("user-latency", "p95_ms").Order());
        Assert.Equal(
            (await DashboardPage.RowsAsync(page.Panel("App & IDE usage"), "[data-app]", "data-seconds")).Order(), Column("app-usage", "seconds").Order());
        Assert.Equal(
            (await DashboardPage.AttributesAsync(page.Panel("Parameters usage"), "[data-count]", "data-count")).Order(), Column("parameters", "workspaces").Order());
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_printed_report_is_whole_and_has_no_controls()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("data-science")}?start=2026-10-22&end=2026-11-18&interval=day&tz=UTC", new PageOptions { Theme = ColorScheme.Dark });
        await page.SettleAsync();
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var control in (string[])[".top", ".controls", ".panel-actions"])
        {
            await Assertions.Expect(page.Page.Locator(control).First).ToBeHiddenAsync();
        }

        await Assertions.Expect(page.Page.Locator(".page-head .print-only")).ToHaveTextAsync("22 Oct – 18 Nov 2026, by day, UTC");
        Assert.Equal("rgb(255, 255, 255)", await page.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));

        // A frame that the end of a page cuts would go on empty on the next one, and a body as high as a window be a page without anything.
        Assert.Equal("0px", await page.Page.EvaluateAsync<string>("getComputedStyle(document.body).minHeight"));
        Assert.All(
            await page.Page.Locator(".panel").EvaluateAllAsync<string[]>("panels => panels.map(panel => getComputedStyle(panel)).map(style => `${style.borderBottomWidth} ${style.paddingBottom}`)"),
            edges => Assert.Equal("0px 0px", edges));
        Assert.Empty(await page.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.scroll')].filter(list => list.scrollHeight > list.clientHeight + 1).map(list => list.getAttribute('aria-label'))"));
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(3840)]
    public async Task A_printed_chart_is_whole_and_within_its_panel(int width)
    {
        await using var page = await demo.OpenAsync(
            $"/templates/{await demo.TemplateAsync("data-science")}?start=2026-10-22&end=2026-11-18&interval=day&tz=UTC", new PageOptions { Width = width, Height = 900 });
        await page.SettleAsync();

        // Only printing itself leaves the chart as it was measured for the screen: with an emulated medium it is measured again.
        await page.Page.EvaluateAsync("""
            matchMedia('print').addEventListener('change', event => {
              if (event.matches) {
                const chart = document.querySelector('.slot-chart svg');
                const [paper, panel] = [chart.getBoundingClientRect(), chart.closest('.panel').getBoundingClientRect()];
                window.printed = [...chart.querySelectorAll('text, line, path')].map(one => [one, one.getBoundingClientRect()])
                  .filter(([, box]) => box.left < panel.left || box.right > panel.right || box.bottom > panel.bottom).map(([one]) => one.outerHTML);
                window.printedWidth = paper.width;
                window.printedPanel = panel.width;
              }
            })
            """);
        await page.Page.PdfAsync();
        Assert.Empty(await page.Page.EvaluateAsync<string[]>("window.printed"));
        var (chart, panel) = (await page.Page.EvaluateAsync<double>("window.printedWidth"), await page.Page.EvaluateAsync<double>("window.printedPanel"));
        Assert.True(panel < 1000, $"The page was laid out for paper, not for a screen: {panel} pixels.");
        Assert.InRange(chart, panel * 0.85, panel);
    }

    [Fact]
    public async Task An_export_that_fails_keeps_its_menu_and_the_focus_and_Escape_closes_it()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}", new PageOptions { ExpectedError = "500" });
        await page.SettleAsync();
        var answer = new TaskCompletionSource();
        await page.Page.RouteAsync("**/api/v2/insights/**", async request =>
        {
            await answer.Task;
            await request.FulfillAsync(new() { Status = 500, ContentType = "application/json", Body = """{"message":"An unexpected fault occurred."}""" });
        });
        var button = page.Page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true });
        await button.ClickAsync();
        var item = page.Page.GetByRole(AriaRole.Button, new() { Name = "Everything" });
        await item.ClickAsync();
        await Assertions.Expect(item).ToBeDisabledAsync();
        await Assertions.Expect(item).ToBeFocusedAsync();
        answer.SetResult();
        await Assertions.Expect(item.GetByRole(AriaRole.Alert)).ToHaveTextAsync("An unexpected fault occurred.");
        await Assertions.Expect(item).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(button).ToBeFocusedAsync();
    }

    private static async Task<(string Name, IReadOnlyList<string[]> Records)> SaveAsync(DashboardPage page, Func<Task> action)
    {
        var download = await page.Page.RunAndWaitForDownloadAsync(action);
        await using var content = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(content);
        return (download.SuggestedFilename, CsvText.Parse(await reader.ReadToEndAsync(TestContext.Current.CancellationToken)));
    }
}
