using System.Globalization;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>Figures stand beside those of another period or template, of the same length, and say how they differ.</summary>
[Collection(DemoCollection.Name)]
public sealed class OverviewTests(Demo demo)
{
    private static readonly string[] Figures = ["active-users", "hours", "hours-each", "latency", "poor"];

    [Fact]
    public async Task Figures_are_compared_with_as_much_of_the_range_before_as_has_passed_of_this_one()
    {
        var id = await demo.TemplateAsync("go-services");
        await using var page = await demo.OpenAsync($"/templates/{id}?range=7d&interval=day&tz=Europe/Berlin");
        await page.SettleAsync();

        // 16:00 in Berlin is midnight nine hours further east.
        await AssertFiguresAsync(
            page, $"template_ids={id}&start_time=2026-11-12T00:00:00%2B01:00&end_time=2026-11-18T15:00:00Z",
            $"template_ids={id}&start_time=2026-11-05T00:00:00%2B01:00&end_time=2026-11-12T00:00:00%2B09:00");
        await Assertions.Expect(page.Panel("Overview")).ToContainTextAsync("Compared with 5 – 11 Nov 2026 up to the same hour of the last day");
    }

    [Fact]
    public async Task Figures_of_days_that_are_over_are_compared_with_whole_days()
    {
        await using var page = await demo.OpenAsync("/deployment?start=2026-11-11&end=2026-11-17&interval=day&tz=UTC");
        await page.SettleAsync();
        await AssertFiguresAsync(
            page, "start_time=2026-11-11T00:00:00Z&end_time=2026-11-18T00:00:00Z", "start_time=2026-11-04T00:00:00Z&end_time=2026-11-11T00:00:00Z");
    }

    [Fact]
    public async Task Other_days_are_chosen_to_compare_with_and_are_in_the_address_and_the_chart()
    {
        var id = await demo.TemplateAsync("docker");
        await using var page = await demo.OpenAsync($"/templates/{id}?start=2026-11-11&end=2026-11-17&interval=day&tz=UTC");
        await page.SettleAsync();
        await Assertions.Expect(page.Panel("Side by side")).ToHaveCountAsync(0);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true }).ClickAsync();
        await page.Page.GetByLabel("As many days, from").FillAsync("2026-10-26");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Compare the days" }).ClickAsync();
        await page.SettleAsync();
        Assert.Equal("2026-10-26", page.Query["compare"]);
        await AssertSidesAsync(
            page, $"template_ids={id}&start_time=2026-11-11T00:00:00Z&end_time=2026-11-18T00:00:00Z", $"template_ids={id}&start_time=2026-10-26T00:00:00Z&end_time=2026-11-02T00:00:00Z");

        var others = (await demo.App.GetAsync(
            $"/api/v2/insights/templates?template_ids={id}&start_time=2026-10-26T00:00:00Z&end_time=2026-11-02T00:00:00Z&interval=day"))["interval_reports"]!.AsArray();
        await page.Page.Locator(".slot-chart").FocusAsync();
        foreach (var other in others)
        {
            await page.Page.Keyboard.PressAsync("ArrowRight");
            if (other == others[0])
            {
                await page.Page.Keyboard.PressAsync("Home");
            }

            await Assertions.Expect(page.Page.Locator(".tooltip-other b")).ToHaveTextAsync(other!["active_users"]!.ToString());
        }

        // Somebody else opens the link, and takes it back.
        await using var another = await demo.OpenAsync(page.PathAndQuery);
        await another.SettleAsync();
        await another.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^with 26 Oct") }).ClickAsync();
        await another.Page.GetByRole(AriaRole.Button, new() { Name = "The days before" }).ClickAsync();
        await Assertions.Expect(another.Panel("Side by side")).ToHaveCountAsync(0);
        Assert.Null(another.Query["compare"]);
    }

    [Fact]
    public async Task Another_template_is_compared_side_by_side()
    {
        var (id, other) = (await demo.TemplateAsync("docker"), await demo.TemplateAsync("go-services"));
        await using var page = await demo.OpenAsync($"/templates/{id}?start=2026-11-11&end=2026-11-17&interval=day&tz=UTC");
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true }).ClickAsync();
        await page.Page.GetByLabel("Another template").SelectOptionAsync("Go Services");
        await page.SettleAsync();
        Assert.Equal(other.ToString(), page.Query["compare"]);
        const string Period = "start_time=2026-11-11T00:00:00Z&end_time=2026-11-18T00:00:00Z";
        await AssertSidesAsync(page, $"template_ids={id}&{Period}", $"template_ids={other}&{Period}");
        Assert.Equal(
            ["Docker Containers", "Go Services"],
            (await DashboardPage.TextsAsync(page.Panel("Side by side"), "thead th")).Skip(1).Take(2));
    }

    [Theory]
    [InlineData("2026-11-15", "As many days from 15 Nov 2026 on are not over yet, and are not compared.")]
    [InlineData("last-week", "What to compare with is to be the id of a template, or a day such as 2026-11-22.")]
    public async Task What_cannot_be_compared_is_said(string compare, string said)
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?start=2026-11-11&end=2026-11-17&interval=day&tz=UTC&compare={compare}");
        await page.SettleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(said);
        await Assertions.Expect(page.Panel("Side by side")).ToHaveCountAsync(0);
    }

    private async Task AssertFiguresAsync(DashboardPage page, string now, string before)
    {
        var (expected, other) = (await FiguresAsync(now), await FiguresAsync(before));
        foreach (var (figure, index) in Figures.Select((figure, index) => (figure, index)))
        {
            var shown = page.Page.Locator($"[data-figure-of={figure}]");
            Assert.Equal(expected[index], Number(await shown.GetAttributeAsync("data-now")), 6);
            Assert.Equal(other[index], Number(await shown.GetAttributeAsync("data-before")), 6);
        }

        foreach (var (figure, key) in new[] { ("builds", "builds"), ("failed", "failed") })
        {
            var shown = page.Page.Locator($"[data-figure-of={figure}]");
            Assert.Equal(await BuildsAsync(now, key), await shown.GetAttributeAsync("data-now"));
            Assert.Equal(await BuildsAsync(before, key), await shown.GetAttributeAsync("data-before"));
        }
    }

    private async Task<string> BuildsAsync(string query, string key) => (await demo.App.GetAsync($"/api/v2/insights/dashboard?{query}&sections=builds"))["builds"]![key]!.ToString();

    private async Task AssertSidesAsync(DashboardPage page, string left, string right)
    {
        var (expected, other) = (await FiguresAsync(left), await FiguresAsync(right));
        var panel = page.Panel("Side by side");
        foreach (var (figure, index) in Figures.Select((figure, index) => (figure, index)))
        {
            Assert.Equal(expected[index], Number(await panel.Locator($"[data-line={figure}]").GetAttributeAsync("data-now")), 6);
            Assert.Equal(other[index], Number(await panel.Locator($"[data-line={figure}]").GetAttributeAsync("data-before")), 6);
        }

        var vscode = panel.Locator("[data-line='app Visual Studio Code']");
        Assert.Equal(await AppAsync(left), await vscode.GetAttributeAsync("data-now"));
        Assert.Equal(await AppAsync(right), await vscode.GetAttributeAsync("data-before"));
    }

    private async Task<string> AppAsync(string query) =>
        (await demo.ReportAsync("templates", query))["apps_usage"]!.AsArray().Single(app => app!["slug"]!.ToString() == "vscode")!["seconds"]!.ToString();

    // In the order of the figures, from the three reports as anybody may ask for them.
    private async Task<double[]> FiguresAsync(string query)
    {
        var users = (await demo.ReportAsync("templates", query))["active_users"]!.GetValue<int>();
        var seconds = (await demo.ReportAsync("user-activity", query))["users"]!.AsArray().Sum(user => user!["seconds"]!.GetValue<double>());
        double[] medians = [.. (await demo.ReportAsync("user-latency", query))["users"]!.AsArray().Select(user => user!["latency_ms"]!["p50"]!.GetValue<double>()).Where(p50 => p50 >= 0).Order()];
        var median = (medians[(medians.Length - 1) / 2] + medians[medians.Length / 2]) / 2;
        return [users, seconds, seconds / users, median, medians.Count(p50 => p50 > 300)];
    }

    private static double Number(string? text) => double.Parse(text!, CultureInfo.InvariantCulture);
}
