using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>Everybody sees what is known of himself, the same as others see of him; and others as far as their templates may be viewed.</summary>
[Collection(DemoCollection.Name)]
public sealed class UserTests(Demo demo)
{
    private const string View = "start=2026-10-22&end=2026-11-18&tz=UTC";
    private const string Period = "start_time=2026-10-22T00:00:00Z&end_time=2026-11-18T15:00:00Z";

    [Fact]
    public async Task A_user_of_a_list_is_opened_for_the_same_days()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?range=14d&interval=day&tz=Asia/Tokyo");
        await page.SettleAsync();
        var user = await page.Panel("User activity").Locator("[data-user]").First.GetAttributeAsync("data-user");
        await page.Panel("User activity").Locator("[data-user] a").First.ClickAsync();
        await page.SettleAsync();
        Assert.StartsWith($"/users/{user}", page.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(("14d", "Asia/Tokyo"), (page.Query["range"], page.Query["tz"]));
    }

    [Fact]
    public async Task The_page_of_a_user_has_the_figures_of_the_report_in_time_templates_apps_and_workspaces()
    {
        var user = await BusiestAsync();
        await using var page = await demo.OpenAsync($"/users/{user}?{View}");
        await AssertReportAsync(page, user);
    }

    [Fact]
    public async Task Who_is_signed_in_sees_the_same_of_himself_without_any_permission()
    {
        var user = await BusiestAsync();
        await using var page = await demo.OpenAsync($"/me?{View}", new PageOptions { Token = await TokenOfAsync(user) });
        await Assertions.Expect(page.Page.GetByText("What is known of you, as others see it")).ToBeVisibleAsync();
        await AssertReportAsync(page, user);
    }

    [Fact]
    public async Task Of_others_there_is_nothing_without_permission()
    {
        var user = await BusiestAsync();
        var (_, token, _) = await demo.NewUserAsync();
        await using var page = await demo.OpenAsync($"/users/{user}?{View}", new PageOptions { Token = token, ExpectedError = "404" });
        await Assertions.Expect(page.Page.GetByText("There is no such user, or nothing of theirs that you may view.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Axe_finds_nothing_and_nothing_is_wider_than_the_screen(ColorScheme theme, int width)
    {
        await using var page = await demo.OpenAsync($"/users/{await BusiestAsync()}?{View}", new PageOptions { Theme = theme, Width = width, BypassPolicy = true });
        await page.SettleAsync();
        Assert.Empty(await page.ViolationsAsync());
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    private async Task AssertReportAsync(DashboardPage page, string user)
    {
        await page.SettleAsync();
        var report = await demo.ReportAsync($"users/{user}", Period);
        Assert.Equal(report["name"]!.ToString(), await page.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync());
        Assert.Equal(report["active_days"]!.ToString(), await page.Page.Locator("[data-figure=active-days]").InnerTextAsync());
        Assert.Equal(
            report["days"]!.AsArray().Select(day => day!["seconds"]!.GetValue<double>() / 3600),
            (await DashboardPage.AttributesAsync(page.Panel("Time by day"), "[data-point] td", "data-value")).Select(value => double.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(
            report["days"]!.AsArray().Select(day => day!["latency_ms"]!["p50"]!.GetValue<double>() < 0 ? "" : day["latency_ms"]!["p50"]!.ToString()),
            await DashboardPage.AttributesAsync(page.Panel("Latency by day"), "[data-point] td:nth-child(2)", "data-value"));
        Assert.Equal(
            report["templates"]!.AsArray().Select(one => one!["seconds"]!.GetValue<long>()).OrderDescending().Select(seconds => seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            await DashboardPage.RowsAsync(page.Panel("Templates"), "[data-template]", "data-seconds"));
        Assert.Equal(
            report["apps"]!.AsArray().Select(one => one!["seconds"]!.ToString()).Order(StringComparer.Ordinal),
            (await DashboardPage.RowsAsync(page.Panel("App & IDE usage"), "[data-app]", "data-seconds")).Order(StringComparer.Ordinal));
        Assert.Equal(
            report["workspaces"]!.AsArray().Select(one => one!["workspace_id"]!.ToString()).Order(StringComparer.Ordinal),
            (await DashboardPage.RowsAsync(page.Panel("Workspaces"), "[data-workspace]", "data-workspace")).Order(StringComparer.Ordinal));
    }

    private async Task<string> BusiestAsync() =>
        (await demo.ReportAsync("user-activity", Period))["users"]!.AsArray().MaxBy(user => user!["seconds"]!.GetValue<long>())!["user_id"]!.ToString();

    private async Task<string> TokenOfAsync(string user)
    {
        using var response = await demo.App.SendAsync(
            HttpMethod.Post, "/api/v2/tokens", JsonContent.Create(new JsonObject { ["name"] = "page", ["scopes"] = new JsonArray("read"), ["user_id"] = user }));
        return JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["token"]!.ToString();
    }
}
