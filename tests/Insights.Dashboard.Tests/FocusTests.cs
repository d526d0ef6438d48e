using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.App;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>Whatever is pressed, the focus is somewhere, and where somebody who cannot see the page expects it.</summary>
[Collection(DemoCollection.Name)]
public sealed class FocusTests(Demo demo)
{
    [Fact]
    public async Task Another_view_is_announced_by_its_heading_and_Tab_goes_on_from_there()
    {
        await using var page = await demo.OpenAsync("/");
        await page.SettleAsync();
        Assert.Equal("BODY", await page.Page.EvaluateAsync<string>("document.activeElement.tagName"));
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Docker Containers" }).FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Heading(page, "Docker Containers")).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Day", Exact = true })).ToBeFocusedAsync();

        // What changes within a view keeps the focus.
        await page.Page.Keyboard.PressAsync("Enter");
        await page.SettleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Day", Exact = true })).ToBeFocusedAsync();
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Deployment" }).ClickAsync();
        await Assertions.Expect(Heading(page, "Deployment")).ToBeFocusedAsync();
        await page.Page.GoBackAsync();
        await Assertions.Expect(Heading(page, "Docker Containers")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Who_signs_out_is_at_the_sign_in_and_leaves_no_template_behind()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}");
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Account") }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(Heading(page, "Template Insights")).ToBeFocusedAsync();
        await Assertions.Expect(page.Page).ToHaveTitleAsync("Sign in · Template Insights");
        Assert.Equal("/", page.PathAndQuery);

        await page.Page.GetByLabel("API token").FillAsync(InsightsApp.Token);
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Heading(page, "Templates")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Trying_again_leaves_the_focus_on_the_panel_that_is_tried()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { ExpectedError = "500" });
        await page.SettleAsync();
        await page.Page.RouteAsync("**/api/v2/insights/dashboard?*", request => request.FulfillAsync(new() { Status = 500, ContentType = "application/json", Body = """{"message":"A fault."}""" }));
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Docker Containers" }).ClickAsync();
        var panel = page.Panel("Users latency");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Try again" }).FocusAsync();
        await page.Page.UnrouteAllAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(panel).ToHaveAttributeAsync("data-state", "ready");
        await Assertions.Expect(panel).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_list_that_is_tried_again_or_shown_whole_has_the_focus()
    {
        await using var page = await demo.OpenAsync("/?q=nothing-has-this-name");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_last_month_keeps_the_focus_on_the_button_that_led_there()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}");
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range") }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Previous month" }).ClickAsync();
        var next = page.Page.GetByRole(AriaRole.Button, new() { Name = "Next month" });
        await next.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator(".calendar-head").Last).ToHaveTextAsync("November 2026");
        await Assertions.Expect(next).ToBeDisabledAsync();
        await Assertions.Expect(next).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator(".calendar-head").Last).ToHaveTextAsync("November 2026");
    }

    [Fact]
    public async Task Who_waits_for_the_sign_in_is_told_so_in_words()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = null });
        var answer = new TaskCompletionSource();
        await page.Page.RouteAsync("**/api/v2/users/me", async request =>
        {
            await answer.Task;
            await request.ContinueAsync();
        });
        await page.Page.GetByLabel("API token").FillAsync(InsightsApp.Token);
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByText("Signing in", new() { Exact = true })).ToBeVisibleAsync();
        Assert.True((await page.Page.GetByText("Signing in", new() { Exact = true }).BoundingBoxAsync())!.Width > 30);
        answer.SetResult();
        await Assertions.Expect(Heading(page, "Templates")).ToBeFocusedAsync();
    }

    private static ILocator Heading(DashboardPage page, string name) => page.Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true, Level = 1 });
}
