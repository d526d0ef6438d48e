using System.Globalization;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>How the page looks: pictures in <c>screenshots/</c> for people, and what can be said of them without any.</summary>
[Collection(DemoCollection.Name)]
public sealed class AppearanceTests(Demo demo)
{
    // In days: as long as the demo's deployment is old.
    private const int HalfYear = 170;

    private static readonly (string Section, string Title)[] Answers =
    [
        ("capacity", "Most at once"), ("capacity", "Hours of the week"), ("capacity", "Forecast"), ("utilization", "Running and used"), ("support", "Who needs help"), ("connection", "Latency by day"),
        ("tools", "Tools"), ("tools", "Versions in use"), ("parameters", "Parameters over time"), ("history", "Months"), ("capacity", "Overview"),
    ];

    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    [InlineData(3840)]
    public async Task Every_view_fits_every_screen_in_both_themes(int width)
    {
        var options = new PageOptions { Width = width, Height = width < 1000 ? 780 : width * 9 / 16 };
        await using var page = await demo.OpenAsync("/", options);
        foreach (var (name, path) in new[] { ("templates", "/"), ("template", $"/templates/{await demo.TemplateAsync("data-science")}?start=2026-10-20&end=2026-11-18&interval=day"), ("deployment", "/deployment") })
        {
            if (page.PathAndQuery != path)
            {
                await page.Page.GotoAsync(path);
            }

            await page.SettleAsync();
            await Assertions.Expect(page.Page.Locator("h1")).ToBeVisibleAsync();
            foreach (var theme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
            {
                await page.Page.EmulateMediaAsync(new() { ColorScheme = theme });
                Assert.Equal(0, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
                await page.Page.ScreenshotAsync(new() { Path = Screenshots.PathOf($"{name}-{width}-{theme.ToString().ToLower(CultureInfo.InvariantCulture)}.png"), FullPage = width < 2000 });
            }
        }
    }

    [Fact]
    public async Task The_theme_is_the_system_s_until_another_one_is_chosen()
    {
        await using var page = await demo.OpenAsync("/", new PageOptions { Theme = ColorScheme.Dark });
        await page.SettleAsync();
        var dark = await GroundAsync(page);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use the light theme" }).ClickAsync();
        var light = await GroundAsync(page);
        Assert.NotEqual(dark, light);
        await page.Page.ReloadAsync();
        await page.SettleAsync();
        Assert.Equal(light, await GroundAsync(page));
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Use the dark theme" }).ClickAsync();
        Assert.Equal(dark, await GroundAsync(page));
    }

    /// <summary>The pictures of the README and of what is answered, of a deployment with half a year behind it; run by <c>take-screenshots</c>.</summary>
    [Fact(Explicit = true)]
    public async Task Pictures_of_the_README()
    {
        const string Fortnight = "start=2026-11-05&end=2026-11-18&interval=day&tz=Europe/Berlin";
        const string Deployment = $"/deployment?{Fortnight}";
        await using var app = await demo.StartWithHistoryAsync(HalfYear);
        var template = $"/templates/{await demo.TemplateAsync("data-science")}?{Fortnight}";
        foreach (var (name, path, theme) in new[] { ("template-light.png", template, ColorScheme.Light), ("deployment-dark.png", Deployment, ColorScheme.Dark) })
        {
            await using var page = await demo.OpenAsync(path, new PageOptions { Theme = theme, Width = 1280, Height = 860, Address = app.Http.BaseAddress });
            await page.SettleAsync();
            await page.Page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Documents, name) });
        }

        // A part for each question that docs/answers.md answers.
        await using var parts = await demo.OpenAsync(Deployment, new PageOptions { Width = 1000, Height = 900, Address = app.Http.BaseAddress });
        foreach (var (section, title) in Answers)
        {
            await parts.ShowSectionAsync(section);
            if (section == "parameters")
            {
                await parts.Panel(title).GetByRole(AriaRole.Combobox).SelectOptionAsync(new SelectOptionValue { Label = "Region" });
            }

            await parts.Page.EvaluateAsync("document.querySelector('.top')?.remove()");
            await parts.Panel(title).ScreenshotAsync(new() { Path = PictureOf(title) });
        }

        // Twelve weeks have cohorts. Who is behind one of them, another template beside one, and what is known of somebody.
        await parts.Page.GotoAsync("/deployment?start=2026-08-27&end=2026-11-18&interval=day&tz=Europe/Berlin");
        await parts.ShowSectionAsync("adoption");
        await parts.Page.EvaluateAsync("document.querySelector('.top')?.remove()");
        foreach (var title in (string[])["New and lapsed users", "Cohorts"])
        {
            await parts.Panel(title).ScreenshotAsync(new() { Path = PictureOf(title) });
        }

        await parts.Panel("Cohorts").Locator("[data-cohort] td.cohort").First.GetByRole(AriaRole.Button).ClickAsync();
        await parts.SettleAsync();
        await parts.Page.EvaluateAsync("document.activeElement.blur()");
        await parts.Page.GetByRole(AriaRole.Dialog).ScreenshotAsync(new() { Path = PictureOf("Who is behind") });

        await parts.Page.GotoAsync($"{template}&compare={await demo.TemplateAsync("go-services")}");
        await parts.SettleAsync();
        await parts.Panel("Side by side").ScreenshotAsync(new() { Path = PictureOf("Side by side") });

        var user = (await app.GetAsync("/api/v2/insights/user-activity?start_time=2026-11-05T00:00:00Z&end_time=2026-11-18T00:00:00Z"))["report"]!["users"]!.AsArray().MaxBy(one => one!["seconds"]!.GetValue<long>())!["user_id"];
        await parts.Page.GotoAsync($"/users/{user}?{Fortnight}");
        await parts.SettleAsync();
        await parts.Page.EvaluateAsync("document.querySelector('.top')?.remove()");
        await parts.Page.ScreenshotAsync(new() { Path = PictureOf("User"), Clip = new() { Width = 1000, Height = 780 } });
    }

    private static string PictureOf(string title) => Path.Combine(Screenshots.Documents, "pictures", $"{title.ToLowerInvariant().Replace(' ', '-')}.png");

    private static Task<string> GroundAsync(DashboardPage page) => page.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
