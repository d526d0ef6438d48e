using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>The page can be used without a mouse, without sight, and without motion.</summary>
[Collection(DemoCollection.Name)]
public sealed class AccessibilityTests(Demo demo)
{
    private const string View = "?start=2026-11-05&end=2026-11-18&interval=day&tz=Europe/Berlin";

    [Theory]
    [InlineData("/")]
    [InlineData("/deployment")]
    [InlineData("template")]
    public async Task Axe_finds_nothing_in_either_theme(string path)
    {
        path = path == "template" ? $"/templates/{await demo.TemplateAsync("data-science")}" : path;
        await using var page = await demo.OpenAsync(path, new PageOptions { BypassPolicy = true });
        await page.SettleAsync();
        await AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task Axe_finds_nothing_in_what_opens()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}{View}", new PageOptions { BypassPolicy = true });
        await page.SettleAsync();
        foreach (var name in (string[])["Date range", "Time zone", "Export", "Account", "How Active users is counted", "How Users latency is counted"])
        {
            await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{name}") }).ClickAsync();
            await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog, new() { Name = name })).ToBeVisibleAsync();
            Assert.Empty(await page.ViolationsAsync());
            await page.Page.Keyboard.PressAsync("Escape");
        }
    }

    [Fact]
    public async Task Axe_finds_nothing_where_nobody_is_signed_in_and_where_nothing_is_recorded()
    {
        await using var signIn = await demo.OpenAsync("/", new PageOptions { Token = null, BypassPolicy = true });
        await Assertions.Expect(signIn.Page.GetByLabel("API token")).ToBeVisibleAsync();
        await AssertAccessibleAsync(signIn);

        await signIn.Page.GetByText("Where do I get a token?").ClickAsync();
        await AssertAccessibleAsync(signIn);

        foreach (var path in (string[])[$"/templates/{await demo.TemplateAsync("docker")}?start=2026-05-04&end=2026-05-10&interval=day&tz=UTC", "/no/such/page"])
        {
            await using var page = await demo.OpenAsync(path, new PageOptions { BypassPolicy = true, ExpectedError = "404" });
            await page.SettleAsync();
            await AssertAccessibleAsync(page);
        }
    }

    [Fact]
    public async Task Tab_reaches_everything_that_can_be_used_in_order_and_is_trapped_nowhere()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}{View}");
        await page.SettleAsync();

        // What comes when the focus brings it into view is there from the beginning.
        await page.Page.EvaluateAsync("dispatchEvent(new Event('insights:everything'))");
        await Assertions.Expect(page.Page.Locator(".section-waiting")).ToHaveCountAsync(0);
        await page.SettleAsync();
        var count = await page.Page.EvaluateAsync<int>(
            "[...document.querySelectorAll('a[href], button:not(:disabled), input, select, [tabindex=\"0\"]')].filter(one => one.checkVisibility()).length");
        var names = new List<string>();
        for (var step = 0; step < count; step++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            names.Add(await page.Page.EvaluateAsync<string>("""
                (() => {
                  const one = document.activeElement;
                  const name = (one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText ?? '').trim();
                  return name !== '' && getComputedStyle(one).outlineStyle !== 'none' ? name.split('\n')[0] : `unnamed or unmarked: ${one.outerHTML.slice(0, 80)}`;
                })()
                """));
        }

        Assert.DoesNotContain(names, name => name.StartsWith("unnamed", StringComparison.Ordinal));
        Assert.Equal("Skip to the content", names[0]);
        Assert.True(names.IndexOf("Day") < names.FindIndex(name => name.StartsWith("Date range", StringComparison.Ordinal)));
        Assert.Contains("How Users latency is counted", names);
        Assert.Contains("Search users", names);
        Assert.Contains("Next page", names);
        await page.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("BODY", await page.Page.EvaluateAsync<string>("document.activeElement.tagName"));
    }

    [Fact]
    public async Task A_range_is_chosen_and_a_sheet_is_left_with_keys_alone()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}{View}");
        await page.SettleAsync();
        var button = page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range") });
        await button.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Last 14 days", Exact = true })).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(button).ToBeFocusedAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.Locator("[data-day='2026-11-18']").FocusAsync();
        foreach (var key in (string[])["ArrowUp", "ArrowLeft", "PageUp", "PageDown", "Enter", "ArrowRight", "ArrowRight", "Enter"])
        {
            await page.Page.Keyboard.PressAsync(key);
        }

        await page.SettleAsync();
        Assert.Equal(("2026-11-10", "2026-11-12"), (page.Query["start"], page.Query["end"]));
    }

    [Fact]
    public async Task The_arrow_keys_read_the_chart_out()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}{View}");
        await page.SettleAsync();
        var values = await DashboardPage.AttributesAsync(page.Panel("Active users"), "[data-slot]", "data-slot");
        await page.Page.Locator(".slot-chart").FocusAsync();
        foreach (var (key, place, day) in new[] { ("Home", 0, "5 November 2026"), ("ArrowRight", 1, "6 November 2026"), ("End", 13, "18 November 2026") })
        {
            await page.Page.Keyboard.PressAsync(key);
            await Assertions.Expect(page.Page.Locator(".slot-chart [aria-live]")).ToContainTextAsync($"{day}: {values[place]} active");
            await Assertions.Expect(page.Page.Locator(".tooltip-value b")).ToHaveTextAsync(values[place]);
        }
    }

    [Fact]
    public async Task The_chart_is_a_table_too()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}{View}");
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Show as a table" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Region, new() { Name = "Active users as a table" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Page.Locator(".slot-chart")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Nothing_moves_for_who_wants_that()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { Token = null });
        const string Moving = "[...document.querySelectorAll('*')].filter(one => getComputedStyle(one).transitionDuration !== '0s' || getComputedStyle(one).animationName !== 'none').length";
        Assert.Equal(0, await page.Page.EvaluateAsync<int>(Moving));
        await page.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.NoPreference });
        Assert.NotEqual(0, await page.Page.EvaluateAsync<int>(Moving));
    }

    // The style sheet follows the system, also while the page is shown.
    private static async Task AssertAccessibleAsync(DashboardPage page)
    {
        foreach (var theme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            Assert.Empty(await page.ViolationsAsync());
        }
    }
}
