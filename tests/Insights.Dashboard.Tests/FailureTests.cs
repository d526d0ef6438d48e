using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.App;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>What fails says so, and takes nothing with it that does not depend on it.</summary>
[Collection(DemoCollection.Name)]
public sealed class FailureTests(Demo demo)
{
    private const string View = "start=2026-11-05&end=2026-11-18&interval=day&tz=UTC";
    private const string Fault = "An unexpected fault occurred.";

    [Fact]
    public async Task Changes_that_cannot_be_told_say_why_and_can_be_tried_again()
    {
        await using var page = await demo.OpenAsync($"/deployment?{View}", new PageOptions { ExpectedError = "the server responded with a status of" });
        await page.SettleAsync();
        await FailAsync(page, "**/insights/dashboard?*");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Compare", Exact = true }).ClickAsync();
        await page.Page.GetByLabel("As many days, from").FillAsync("2026-10-26");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Compare the days" }).ClickAsync();
        await page.SettleAsync();
        var alert = page.Panel("Overview").GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync($"What it is compared with is missing: {Fault}");
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(10);
        await TryAgainAsync(page, alert);
        await Assertions.Expect(page.Panel("Overview").Locator(".change").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Panel("Side by side")).ToHaveAttributeAsync("data-state", "ready");
    }

    [Fact]
    public async Task What_a_part_is_compared_with_fails_without_the_part()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { ExpectedError = "the server responded with a status of" });
        await page.SettleAsync();
        await FailAsync(page, "**/insights/concurrency?start_time=2026-10-22*");
        await page.Page.GotoAsync($"/templates/{await demo.TemplateAsync("docker")}?{View}");
        await page.ShowSectionAsync("capacity");
        var part = page.Page.Locator("[data-section=capacity]");
        await Assertions.Expect(page.Panel("Most at once")).ToHaveAttributeAsync("data-state", "ready");
        await Assertions.Expect(part.Locator("[data-figure-of=peak] .figure-change")).ToHaveTextAsync("–");
        await TryAgainAsync(page, part.GetByRole(AriaRole.Alert).Filter(new() { HasText = $"What it is compared with is missing: {Fault}" }));
        await Assertions.Expect(part.Locator("[data-figure-of=peak] .change")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Names_that_are_missing_on_the_deployment_page_are_said_to_be()
    {
        await using var page = await OpenAsync($"/deployment?{View}", "**/api/v2/templates");
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(10);
        await TryAgainAsync(page, page.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = $"The names of templates are missing: {Fault}" }));
        await Assertions.Expect(page.Panel("Templates ranked").GetByText("Go Services")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_panels_of_a_template_do_not_wait_for_its_name()
    {
        await using var page = await OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?{View}", "**/api/v2/templates");
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(6);
        await TryAgainAsync(page, page.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = $"The names of templates are missing: {Fault}" }));
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Docker Containers" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_panel_that_cannot_be_drawn_says_so_and_leaves_the_others_and_the_next_answer_mends_it()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { ExpectedError = "TypeError" });
        await page.SettleAsync();

        // In the first screen alone, and not in what its lists had before, which is asked for once.
        await Answers.EditScreenAsync(page, screen => screen["users"]![0]!["latency_ms"] = screen["figures"] is null ? screen["users"]![0]!["latency_ms"]!.DeepClone() : null);
        await page.Page.GotoAsync($"/templates/{await demo.TemplateAsync("docker")}?range=14d&interval=day&tz=UTC");
        var panel = page.Panel("Users latency");
        await Assertions.Expect(panel.GetByRole(AriaRole.Alert)).ToContainTextAsync("This panel cannot be shown.");
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(6);
        await Assertions.Expect(page.Page.GetByText("cannot be shown")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Panel("User activity").Locator("[data-user]").First).ToBeVisibleAsync();

        await page.Page.UnrouteAllAsync();
        await page.Page.Clock.FastForwardAsync(61_000);
        await Assertions.Expect(panel.Locator("[data-p50]").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_view_that_cannot_be_drawn_says_so_and_leaves_the_others()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { ExpectedError = "TypeError" });
        await page.SettleAsync();
        await page.Page.RouteAsync("**/api/v2/templates", request => request.FulfillAsync(new() { ContentType = "application/json", Body = "[null]" }));
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Docker Containers" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("This view cannot be shown.")).ToBeVisibleAsync();
        await page.Page.UnrouteAllAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Templates", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
    }

    [Fact]
    public async Task Without_storage_the_page_works_until_it_is_left()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = null });
        await page.Page.AddInitScriptAsync("""
            for (const name of ['localStorage', 'sessionStorage']) {
              Object.defineProperty(window, name, { get() { throw new DOMException('Access is denied.', 'SecurityError'); } });
            }
            """);
        await page.Page.ReloadAsync();
        await page.Page.GetByLabel("API token").FillAsync(InsightsApp.Token);
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use the dark theme" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    private async Task<DashboardPage> OpenAsync(string path, string failing)
    {
        // The browser is somewhere already when the route is made to fail.
        var page = await demo.OpenAsync("/no-such-page.txt", new PageOptions { ExpectedError = "the server responded with a status of" });
        await FailAsync(page, failing);
        await page.Page.GotoAsync(path);
        await page.SettleAsync();
        return page;
    }

    private static async Task FailAsync(DashboardPage page, string routes) => await page.Page.RouteAsync(routes, request => request.FulfillAsync(new()
    {
        Status = 500,
        ContentType = "application/json",
        Body = $$"""{"message":"{{Fault}}"}""",
    }));

    private static async Task TryAgainAsync(DashboardPage page, ILocator alert)
    {
        await page.Page.UnrouteAllAsync();
        await alert.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(alert).ToHaveCountAsync(0);
    }
}
