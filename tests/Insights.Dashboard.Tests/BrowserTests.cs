using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>A browser that does not know where it is, or what language it has, shows the page all the same and says what is taken instead.</summary>
[Collection(DemoCollection.Name)]
public sealed class BrowserTests(Demo demo)
{
    [Fact]
    public async Task A_browser_on_a_system_with_an_unknown_zone_has_the_days_of_UTC_and_says_so()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = await Chromium.PrepareAsync(Console.Error, TestContext.Current.CancellationToken),
            Args = Chromium.Arguments,
            Env = new Dictionary<string, string> { ["TZ"] = "Nowhere/Land", ["LANG"] = "C", ["LC_ALL"] = "C", ["HOME"] = "/tmp", ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "" },
        });
        foreach (var path in (string[])["/", $"/templates/{await demo.TemplateAsync("docker")}", "/deployment"])
        {
            await using var page = await demo.OpenAsync(path, new PageOptions { Browser = browser, Zone = null, Locale = null });
            await page.SettleAsync();
            Assert.NotEqual("UTC", await page.Page.EvaluateAsync<string>("Intl.DateTimeFormat().resolvedOptions().timeZone"));
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Note)).ToContainTextAsync("This browser does not say in which time zone it is");
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Note)).ToContainTextAsync("the days are those of UTC");
            await Assertions.Expect(page.Page.GetByText("cannot be shown")).ToHaveCountAsync(0);
            if (path != "/")
            {
                Assert.Equal("UTC", page.Query["tz"]);
                await Assertions.Expect(page.Page.Locator("[data-state=ready]").First).ToBeVisibleAsync();
                await OpenAsync(page, "Date range");
                await OpenAsync(page, "Time zone");
            }
        }
    }

    [Theory]
    [InlineData("C")]
    [InlineData("en-US@posix")]
    [InlineData("")]
    public async Task A_language_that_is_none_leaves_weeks_that_begin_on_Monday_and_is_said(string language)
    {
        await using var page = await demo.OpenAsync("/");
        await page.Page.AddInitScriptAsync($"Object.defineProperty(navigator, 'language', {{ get: () => '{language}' }}); Object.defineProperty(navigator, 'languages', {{ get: () => ['{language}'] }});");
        await page.Page.GotoAsync($"/templates/{await demo.TemplateAsync("docker")}?range=7d&interval=day&tz=UTC");
        await page.SettleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Note)).ToHaveTextAsync($"The language of this browser, “{language}”, is not known. Weeks begin on Monday, as ISO 8601 has it.");
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(6);
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range") }).ClickAsync();
        await Assertions.Expect(page.Page.Locator(".calendar th").First).ToHaveAttributeAsync("aria-label", "Monday");
    }

    [Theory]
    [InlineData("insights.theme", "no-theme")]
    [InlineData("insights.sign-in", "{")]
    [InlineData("insights.sign-in", "{\"state\":1}")]
    public async Task What_storage_says_is_checked(string key, string value)
    {
        await using var page = await demo.OpenAsync("/");
        await page.Page.EvaluateAsync("([key, value]) => { localStorage.setItem(key, value); sessionStorage.setItem(key, value); }", new[] { key, value });
        await page.Page.GotoAsync("/?code=1&state=2");
        await Assertions.Expect(page.Page.Locator(".card")).ToHaveCountAsync(12);
    }

    private static async Task OpenAsync(DashboardPage page, string name)
    {
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{name}") }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog, new() { Name = name })).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");
    }
}
