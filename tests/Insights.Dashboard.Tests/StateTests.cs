using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.App;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>What is shown when there is nothing to show, or nobody to show it to.</summary>
[Collection(DemoCollection.Name)]
public sealed class StateTests(Demo demo)
{
    private const string Recorded = "start=2026-11-05&end=2026-11-11&interval=day&tz=UTC";
    private static readonly string[] Panels = ["Active users", "Users latency", "App & IDE usage", "User activity", "Parameters usage"];

    [Fact]
    public async Task Who_may_not_view_a_template_is_told_whom_to_ask()
    {
        var own = await demo.TemplateAsync("docker");
        var (_, token) = await demo.NewViewerAsync(own);
        var options = new PageOptions { Token = token, ExpectedError = "404" };
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("kubernetes-pod")}", options);
        await Assertions.Expect(page.Page.GetByText("You may not view the insights of this template, or it does not exist.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("Ask an administrator of the template, or an owner of your Coder deployment")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator(".skeleton, .panel")).ToHaveCountAsync(0);

        await page.Page.GetByRole(AriaRole.Link, new() { Name = "All templates" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Link, new() { Name = "Deployment" })).ToHaveCountAsync(0);
        await page.Page.Locator(".card a").ClickAsync();
        await page.SettleAsync();
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(6);
    }

    [Fact]
    public async Task Who_may_view_nothing_is_told_whom_to_ask()
    {
        var (_, token) = await demo.NewViewerAsync(template: null);
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = token, ExpectedError = "404" });
        await Assertions.Expect(page.Page.GetByText("There is no template whose insights you may view.")).ToBeVisibleAsync();
        await page.Page.GotoAsync("/deployment");
        await Assertions.Expect(page.Page.GetByText("You may not view the insights of the whole deployment.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.GetByText("Ask an owner of your Coder deployment")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Where_nothing_was_recorded_every_panel_says_what_to_check_and_asks_nothing_that_is_known()
    {
        var template = await demo.TemplateAsync("docker");
        var (_, viewer) = await demo.NewViewerAsync(template);
        foreach (var (token, permission) in new[] { (InsightsApp.Token, (string[])[]), (viewer, ["May you view the insights of this template?"]) })
        {
            await using var page = await demo.OpenAsync("/", new PageOptions { Token = token });
            await page.SettleAsync();
            await Answers.EmptyAsync(page);
            await page.Page.GotoAsync($"/templates/{template}?{Recorded}");
            await page.SettleAsync();
            foreach (var title in Panels)
            {
                var isOfBuilds = title == "Parameters usage";
                string[] checks =
                [
                    .. permission, "Is the date range the one you mean?",
                    isOfBuilds ? "Was a workspace built in it?" : "Was anybody connected to a workspace in it?",
                    isOfBuilds ? "Builds appear with a few minutes’ delay." : "Usage appears with a few minutes’ delay.",
                ];
                Assert.Equal(checks, await DashboardPage.TextsAsync(page.Panel(title), "li"));
            }
        }
    }

    [Theory]
    [InlineData("dashboard", "", "Overview", "Active users", "Users latency", "App & IDE usage", "User activity", "Parameters usage")]
    [InlineData("concurrency", "capacity", "Most at once", "Hours of the week")]
    public async Task A_failing_endpoint_fails_its_panels_only_and_can_be_tried_again(string route, string section, params string[] titles)
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { ExpectedError = "500" });
        await page.SettleAsync();
        await page.Page.RouteAsync($"**/api/v2/insights/{route}?*", request => request.FulfillAsync(new()
        {
            Status = 500,
            ContentType = "application/json",
            Headers = [new("X-Request-Id", "the-request")],
            Body = """{"message":"An unexpected fault occurred."}""",
        }));
        await page.Page.GetByRole(AriaRole.Link, new() { Name = "Docker Containers" }).ClickAsync();
        await page.ShowSectionAsync("capacity");
        foreach (var title in titles)
        {
            await Assertions.Expect(page.Panel(title).GetByRole(AriaRole.Alert)).ToContainTextAsync("An unexpected fault occurred.");
            await Assertions.Expect(page.Panel(title).GetByRole(AriaRole.Alert)).ToContainTextAsync("the-request");
        }

        await Assertions.Expect(page.Page.Locator("[data-state=failed]")).ToHaveCountAsync(titles.Length);
        await Assertions.Expect(page.Panel(section.Length == 0 ? "Most at once" : "User activity")).ToHaveAttributeAsync("data-state", "ready");

        // What came in one answer comes in one again.
        await page.Page.UnrouteAllAsync();
        await page.Panel(titles[0]).GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await page.SettleAsync();
        await Assertions.Expect(page.Page.Locator("[data-state=failed]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_token_that_is_revoked_leads_to_the_sign_in_and_back_to_the_view()
    {
        var template = await demo.TemplateAsync("docker");
        var (id, token) = await demo.NewViewerAsync(template);
        await using var page = await demo.OpenAsync($"/templates/{template}?range=4w&interval=day&tz=Europe/Berlin", new PageOptions { Token = token, ExpectedError = "401" });
        await page.SettleAsync();
        var view = page.PathAndQuery;

        (await demo.App.SendAsync(HttpMethod.Delete, $"/api/v2/tokens/{id}")).EnsureSuccessStatusCode();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Week", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Your sign-in has expired. Sign in again to go on where you were.");

        await page.Page.GetByLabel("API token").FillAsync(InsightsApp.Token);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with token" }).ClickAsync();
        await page.SettleAsync();
        Assert.Equal(view.Replace("interval=day", "interval=week", StringComparison.Ordinal), page.PathAndQuery);
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(6);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_said_to_be_and_can_be_tried_again()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = null, ExpectedError = "net::ERR" });
        await page.Page.RouteAsync("**/api/v2/users/me", request => request.AbortAsync());
        await page.Page.GetByLabel("API token").FillAsync(InsightsApp.Token);
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByText("The service cannot be reached.")).ToBeVisibleAsync();
        await page.Page.UnrouteAllAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
    }
}
