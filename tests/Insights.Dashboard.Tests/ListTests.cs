using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>A deployment of a thousand users and as many templates can be looked through, and printed.</summary>
[Collection(DemoCollection.Name)]
public sealed class ListTests(Demo demo)
{
    private const int Many = 1000;

    [Fact]
    public async Task A_thousand_users_are_ordered_by_any_column_searched_and_paged()
    {
        await using var page = await OpenAsync("/deployment?range=14d&interval=day&tz=UTC");
        var panel = page.Panel("User activity");
        Assert.Equal(["999", "998", "997", "996", "995", "994", "993", "992"], await NumbersAsync(panel));
        await Assertions.Expect(panel.Locator(".pager")).ToContainTextAsync("1–8 of 1,000");

        await panel.GetByRole(AriaRole.Button, new() { Name = "Last page" }).ClickAsync();
        Assert.Equal(["7", "6", "5", "4", "3", "2", "1", "0"], await NumbersAsync(panel));
        await panel.GetByRole(AriaRole.Button, new() { Name = "Time" }).ClickAsync();
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7"], await NumbersAsync(panel));
        await Assertions.Expect(panel.Locator("th[aria-sort=ascending]")).ToContainTextAsync("Time");
        await panel.GetByRole(AriaRole.Button, new() { Name = "User", Exact = true }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Next page" }).ClickAsync();
        Assert.Equal(["8", "9", "10", "11", "12", "13", "14", "15"], await NumbersAsync(panel));

        await panel.GetByRole(AriaRole.Searchbox).FillAsync("user-77");
        Assert.Equal(["77", "770", "771", "772", "773", "774", "775", "776"], await NumbersAsync(panel));
        await Assertions.Expect(panel.Locator(".pager")).ToContainTextAsync("1–8 of 11");

        // What is looked at lasts over a refresh.
        await page.Page.RunAndWaitForResponseAsync(() => page.Page.Clock.FastForwardAsync(61_000), "**/insights/dashboard?*");
        await page.SettleAsync();
        Assert.Equal("77", (await NumbersAsync(panel))[0]);
        await panel.GetByRole(AriaRole.Searchbox).FillAsync("nobody");
        await Assertions.Expect(panel.GetByText("None is found.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Every_table_is_ordered_by_each_of_its_columns()
    {
        await using var page = await OpenAsync("/deployment?range=14d&interval=day&tz=UTC");
        foreach (var title in (string[])["Users latency", "App & IDE usage", "User activity", "Templates ranked", "Unused in the range", "Parameters whose default nobody changes"])
        {
            var heads = page.Panel(title).Locator("thead th");
            for (var column = 0; column < await heads.CountAsync(); column++)
            {
                var before = await heads.Nth(column).GetAttributeAsync("aria-sort");
                await heads.Nth(column).GetByRole(AriaRole.Button).ClickAsync();
                var first = await heads.Nth(column).GetAttributeAsync("aria-sort");
                await heads.Nth(column).GetByRole(AriaRole.Button).ClickAsync();
                var second = await heads.Nth(column).GetAttributeAsync("aria-sort");
                Assert.Equal(["ascending", "descending"], new[] { first, second }.Order());
                Assert.NotEqual(before, first);
            }
        }
    }

    [Fact]
    public async Task A_thousand_of_everything_are_few_elements_and_few_printed_pages()
    {
        await using var page = await OpenAsync("/deployment?range=14d&interval=day&tz=UTC");
        Assert.InRange(await page.Page.EvaluateAsync<int>("document.querySelectorAll('*').length"), 500, 4_000);
        await Assertions.Expect(page.Page.Locator(".print-only").First).ToBeHiddenAsync();

        // A page further on: on paper are the first all the same.
        var panel = page.Panel("User activity");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Last page" }).ClickAsync();
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal(Enumerable.Range(975, 25).Reverse().Select(number => $"{number}"), await NumbersAsync(panel));
        await Assertions.Expect(panel.GetByText("The first 25 of 1,000 users; 975 more are in the export.")).ToBeVisibleAsync();
        await Assertions.Expect(panel.Locator(".pager")).ToBeHiddenAsync();
        var printed = System.Text.Encoding.Latin1.GetString(await page.Page.PdfAsync());
        Assert.InRange(System.Text.RegularExpressions.Regex.Count(printed, @"/Type\s*/Page\b"), 2, 20);
    }

    [Fact]
    public async Task A_thousand_templates_are_listed_by_page_in_the_order_that_is_chosen()
    {
        await using var page = await demo.OpenAsync("/");
        await page.Page.RouteAsync("**/api/v2/templates", async route =>
        {
            var list = new JsonArray([.. Enumerable.Range(0, Many).Select(number => (JsonNode)new JsonObject
            {
                ["id"] = $"{number:d8}-0000-0000-0000-000000000000", ["name"] = $"template-{number}", ["display_name"] = "", ["icon"] = "",
            })]);
            await route.FulfillAsync(new() { ContentType = "application/json", Body = list.ToJsonString() });
        });
        await Answers.EditAsync(page, "overview", report => report["templates"] = new JsonArray());
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Page.Locator(".card:visible")).ToHaveCountAsync(30);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Name", Exact = true }).ClickAsync();
        Assert.Equal("template-0", (await page.Page.Locator(".card:visible .name").First.InnerTextAsync()).Trim());
        await page.Page.GetByRole(AriaRole.Searchbox).FillAsync("template-99");
        await Assertions.Expect(page.Page.Locator(".card:visible")).ToHaveCountAsync(11);
    }

    private static async Task<string[]> NumbersAsync(ILocator panel) =>
        [.. (await DashboardPage.TextsAsync(panel, "tr:visible .name")).Select(name => name.Replace("user-", "", StringComparison.Ordinal))];

    private async Task<DashboardPage> OpenAsync(string path)
    {
        var page = await demo.OpenAsync("/");
        await page.SettleAsync();
        await Answers.EditScreenAsync(page, screen => screen["users"] = Users());
        await page.Page.GotoAsync(path);
        await page.SettleAsync();
        return page;
    }

    private static JsonArray Users() => new([.. Enumerable.Range(0, Many).Select(number => (JsonNode)new JsonObject
    {
        ["template_ids"] = new JsonArray(), ["user_id"] = $"{number:d8}-0000-0000-0000-000000000000", ["username"] = $"user-{number}", ["name"] = "", ["avatar_url"] = "",
        ["seconds"] = 60 * (number + 1), ["latency_ms"] = new JsonObject { ["p50"] = number, ["p95"] = 2 * number },
    })]);
}
