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
        var shown = (await DashboardPage.AttributesAsync(page.Panel("User activity"), "[data-user]", "data-user"))
            .Zip(await DashboardPage.AttributesAsync(page.Panel("User activity"), "[data-user]", "data-seconds"), (user, seconds) => $"{user} {seconds}");
        Assert.Equal(shown.Order(), activity.Skip(1).Select(row => $"{row[0]} {row[2]}").Order());

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
            (await DashboardPage.AttributesAsync(page.Panel("Users latency"), "[data-p50]", "data-p95")).Order(), Column("user-latency", "p95_ms").Order());
        Assert.Equal(
            (await DashboardPage.AttributesAsync(page.Panel("App & IDE usage"), "[data-app]", "data-seconds")).Order(), Column("app-usage", "seconds").Order());
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

        await Assertions.Expect(page.Page.Locator(".print-only")).ToHaveTextAsync("22 Oct – 18 Nov 2026, by day, UTC");
        Assert.Equal("rgb(255, 255, 255)", await page.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Empty(await page.Page.EvaluateAsync<string[]>(
            "[...document.querySelectorAll('.scroll')].filter(list => list.scrollHeight > list.clientHeight + 1).map(list => list.getAttribute('aria-label'))"));
    }

    private static async Task<(string Name, IReadOnlyList<string[]> Records)> SaveAsync(DashboardPage page, Func<Task> action)
    {
        var download = await page.Page.RunAndWaitForDownloadAsync(action);
        await using var content = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(content);
        return (download.SuggestedFilename, CsvText.Parse(await reader.ReadToEndAsync(TestContext.Current.CancellationToken)));
    }
}
