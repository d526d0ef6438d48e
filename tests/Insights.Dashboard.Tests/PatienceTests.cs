using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.App;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>What does not answer is not waited for without end.</summary>
[Collection(DemoCollection.Name)]
public sealed class PatienceTests(Demo demo)
{
    private const string View = "start=2026-11-11&end=2026-11-17&interval=day&tz=UTC";

    [Fact]
    public async Task A_report_that_takes_too_long_is_given_up_and_can_be_tried_again()
    {
        await using var page = await demo.OpenAsync("/");
        await page.SettleAsync();
        await HoldAsync(page, "insights/dashboard?*");
        await page.Page.GotoAsync($"/templates/{await demo.TemplateAsync("docker")}?{View}");
        var panel = page.Panel("Users latency");
        await Assertions.Expect(panel).ToHaveAttributeAsync("data-state", "loading");
        await page.Page.Clock.FastForwardAsync(61_000);
        await Assertions.Expect(panel.GetByRole(AriaRole.Alert)).ToContainTextAsync("The answer took too long.");
        await page.Page.UnrouteAllAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(panel).ToHaveAttributeAsync("data-state", "ready");
    }

    [Fact]
    public async Task A_sign_in_that_takes_too_long_is_given_up_and_can_be_tried_again()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = null });
        await HoldAsync(page, "users/me");
        await page.Page.GetByLabel("API token").FillAsync(InsightsApp.Token);
        await page.Page.RunAndWaitForRequestAsync(() => page.Page.Keyboard.PressAsync("Enter"), "**/api/v2/users/me");
        await page.Page.Clock.FastForwardAsync(61_000);
        await Assertions.Expect(page.Page.GetByText("The answer took too long.")).ToBeVisibleAsync();
        await page.Page.UnrouteAllAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
    }

    [Fact]
    public async Task An_export_may_take_five_minutes()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?{View}");
        await page.SettleAsync();
        await HoldAsync(page, "insights/export?*");
        var save = page.Panel("User activity").GetByRole(AriaRole.Button, new() { Name = "Save User activity as CSV" });
        await page.Page.RunAndWaitForRequestAsync(() => save.ClickAsync(), "**/api/v2/insights/export?*");
        await page.Page.Clock.FastForwardAsync(280_000);
        await Assertions.Expect(save).ToBeDisabledAsync();
        await page.Page.Clock.FastForwardAsync(21_000);
        await Assertions.Expect(page.Panel("User activity").GetByRole(AriaRole.Alert)).ToHaveTextAsync("The answer took too long.");
        await Assertions.Expect(save).ToBeEnabledAsync();
    }

    [Fact]
    public async Task A_late_answer_to_a_token_that_was_revoked_does_not_end_the_next_sign_in()
    {
        var template = await demo.TemplateAsync("docker");
        var (id, token) = await demo.NewViewerAsync(template);
        await using var page = await demo.OpenAsync($"/templates/{template}?{View}", new PageOptions { Token = token, ExpectedError = "401" });
        await page.SettleAsync();

        // What is looked at asks for what was before, and nothing asks for more after that.
        await page.Panel("User activity").EvaluateAsync("panel => panel.scrollIntoView({ block: 'center' })");
        await Assertions.Expect(page.Panel("User activity").Locator("td.before").First).ToBeVisibleAsync();
        var held = new TaskCompletionSource();
        await page.Page.RouteAsync("**/api/v2/insights/export?*", async route =>
        {
            // What the service said to the session that was: the browser would send the cookie of the new one.
            await held.Task;
            await route.FulfillAsync(new() { Status = 401, ContentType = "application/json", Body = """{"message":"You are not signed in."}""" });
        });
        await page.Page.RunAndWaitForRequestAsync(
            () => page.Panel("User activity").GetByRole(AriaRole.Button, new() { Name = "Save User activity as CSV" }).ClickAsync(), "**/api/v2/insights/export?*");

        (await demo.App.SendAsync(HttpMethod.Delete, $"/api/v2/tokens/{id}")).EnsureSuccessStatusCode();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Week", Exact = true }).ClickAsync();
        await page.Page.GetByLabel("API token").FillAsync(InsightsApp.Token);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with token" }).ClickAsync();
        await page.SettleAsync();

        var late = await page.Page.RunAndWaitForResponseAsync(
            () =>
            {
                held.SetResult();
                return Task.CompletedTask;
            },
            "**/api/v2/insights/export?*");
        Assert.Equal(401, late.Status);
        await late.FinishedAsync();

        // Another request, there and back: by then the page has dealt with the one before.
        await page.Page.EvaluateAsync("fetch('/api/v2/users/authmethods').then(answer => answer.text())");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Account") })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(6);
    }

    // Nothing answers: the request is neither continued nor ended.
    private static async Task HoldAsync(DashboardPage page, string route) => await page.Page.RouteAsync($"**/api/v2/{route}", _ => { });
}
