using System.Text.Json;
using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>What authors and users call things, and how a reader's country writes numbers, is not the page's to choose.</summary>
[Collection(DemoCollection.Name)]
public sealed class ContentTests(Demo demo)
{
    private const string View = "?start=2026-10-20&end=2026-11-18&interval=day&tz=Europe/Berlin";

    private static readonly string[] Written =
        ["username", "name", "display_name", "description", "template_display_name", "organization_name", "organization_display_name", "value", "default_value"];

    [Theory]
    [InlineData(360)]
    [InlineData(1024)]
    [InlineData(1440)]
    public async Task Text_that_cannot_be_broken_stays_within_the_page(int width)
    {
        var word = $"https://example.com/{new string('x', 400)}";
        await using var page = await demo.OpenAsync("/", new PageOptions { Width = width });
        await RewriteAsync(page, (key, value) => Written.Contains(key) && value.GetValueKind() is JsonValueKind.String ? word : null);
        foreach (var path in (string[])["/", $"/templates/{await demo.TemplateAsync("data-science")}{View}", $"/deployment{View}"])
        {
            await page.Page.GotoAsync(path);
            await page.SettleAsync();
            await Assertions.Expect(page.Page.GetByText(word).First).ToBeVisibleAsync();

            // Nothing may stand out of its panel, where it would lie over the next one. A list that scrolls may be wider.
            Assert.Empty(await page.Page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll('.panel *, .page-head *, .card *')].filter(one => {
                  const around = one.closest('.panel, .page-head, .card').getBoundingClientRect();
                  return one.closest('.scroll, .visually-hidden, .name, .option, svg') === null && one.checkVisibility() && one.getBoundingClientRect().right > around.right + 1;
                }).map(one => one.outerHTML.slice(0, 120))
                """));
            Assert.Equal((path, 0), (path, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")));
        }
    }

    [Fact]
    public async Task Items_of_a_list_that_are_objects_are_written_out()
    {
        await using var page = await demo.OpenAsync("/");
        await RewriteAsync(page, (key, _) => key switch
        {
            "type" => "list(object)",
            "options" => new JsonArray(),
            "value" => """[{"port":8080},"web",3]""",
            _ => null,
        }, "**/api/v2/insights/dashboard?*");
        await page.Page.GotoAsync($"/templates/{await demo.TemplateAsync("data-science")}{View}");
        await page.SettleAsync();
        Assert.Equal(["""{"port":8080}""", "web", "3"], (await DashboardPage.TextsAsync(page.Panel("Parameters usage"), ".chips code")).Take(3));
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1024)]
    public async Task The_names_of_users_can_be_read_beside_their_latency(int width)
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("data-science")}{View}", new PageOptions { Width = width });
        await page.SettleAsync();
        Assert.Empty(await page.Panel("Users latency").Locator(".name").EvaluateAllAsync<string[]>(
            "names => names.filter(name => name.checkVisibility() && name.scrollWidth > name.clientWidth).map(name => name.innerText)"));
    }

    [Fact]
    public async Task Numbers_are_written_with_the_digits_of_the_reader()
    {
        await using var page = await demo.OpenAsync($"/deployment{View}", new PageOptions { Locale = "ar-EG" });
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range") }).ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-day='2026-11-18']")).ToHaveTextAsync("١٨");
        var unchanged = await DashboardPage.TextsAsync(page.Panel("Parameters whose default nobody changes"), "td.number");
        var shapes = (await DashboardPage.AttributesAsync(page.Panel("Templates ranked"), ".sparkline", "aria-label")).Select(label => label.Split(" by day: ")[1]);
        Assert.NotEmpty(unchanged);
        Assert.NotEmpty(shapes);
        Assert.DoesNotContain(unchanged.Concat(shapes), text => text.Any(char.IsAsciiDigit));
    }

    [Theory]
    [InlineData("th-TH", "2026")]
    [InlineData("fa-IR", "۲۰۲۶")]
    public async Task Days_are_those_of_the_address_in_whatever_calendar_the_reader_lives(string locale, string year)
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}{View}", new PageOptions { Locale = locale });
        await page.SettleAsync();
        var range = page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Date range") });
        await Assertions.Expect(range).ToContainTextAsync(year);
        await range.ClickAsync();
        await Assertions.Expect(page.Page.Locator(".calendar-head").Last).ToContainTextAsync(year);
        Assert.Contains(year, await page.Page.Locator("[data-day='2026-11-18']").GetAttributeAsync("aria-label"), StringComparison.Ordinal);
    }

    /// <summary>Has some properties of the service's answers replaced, wherever they are.</summary>
    private static async Task RewriteAsync(DashboardPage page, Func<string, JsonNode, JsonNode?> replace, string routes = "**/api/v2/**") =>
        await page.Page.RouteAsync(routes, async route =>
        {
            var response = await route.FetchAsync();
            var answer = JsonNode.Parse(await response.TextAsync())!;
            Replace(answer, replace);
            await route.FulfillAsync(new() { Response = response, Body = answer.ToJsonString() });
        });

    private static void Replace(JsonNode node, Func<string, JsonNode, JsonNode?> replace)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list.OfType<JsonNode>())
            {
                Replace(item, replace);
            }
        }
        else if (node is JsonObject properties)
        {
            foreach (var (key, value) in properties.ToArray())
            {
                if (value is not null && replace(key, value) is { } other)
                {
                    properties[key] = other;
                }
                else if (value is not null)
                {
                    Replace(value, replace);
                }
            }
        }
    }
}
