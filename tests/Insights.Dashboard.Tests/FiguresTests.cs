using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>Every figure of the page is the API's.</summary>
[Collection(DemoCollection.Name)]
public sealed class FiguresTests(Demo demo)
{
    private const string View = "start=2026-10-20&end=2026-11-18&interval=day&tz=Europe/Berlin";

    // 30 days of Berlin, the first of them in summer time, until the end of the hour.
    private const string Period = "start_time=2026-10-20T00:00:00%2B02:00&end_time=2026-11-18T15:00:00Z";

    [Theory]
    [InlineData("kubernetes-pod")]
    [InlineData("data-science")]
    public async Task A_template_has_the_figures_of_its_reports(string template)
    {
        var id = await demo.TemplateAsync(template);
        await using var page = await demo.OpenAsync($"/templates/{id}?{View}");
        await page.SettleAsync();
        await AssertPanelsAsync(page, $"{Period}&template_ids={id}");
    }

    [Fact]
    public async Task The_deployment_has_the_figures_of_all_templates()
    {
        await using var page = await demo.OpenAsync($"/deployment?{View}");
        await page.SettleAsync();
        await AssertPanelsAsync(page, Period);

        var overview = await demo.ReportAsync("overview", $"{Period}&timezone=Europe/Berlin");
        var ranked = overview["templates"]!.AsArray().OrderByDescending(one => one!["active_users"]!.GetValue<int>()).ToArray();
        var ranking = page.Panel("Templates ranked");
        Assert.Equal(
            ranked.Select(one => one!["active_users"]!.ToString()), await DashboardPage.RowsAsync(ranking, "tbody tr", "data-active-users"));
        await ranking.GetByRole(AriaRole.Button, new() { Name = "Hours" }).ClickAsync();
        Assert.Equal(
            overview["templates"]!.AsArray().Select(one => one!["seconds"]!.GetValue<long>()).OrderDescending().Select(seconds => seconds.ToString(CultureInfo.InvariantCulture)),
            await DashboardPage.RowsAsync(ranking, "tbody tr", "data-seconds"));

        Assert.Contains("login_shell", overview["unchanged_parameters"]!.AsArray().Select(one => one!["name"]!.ToString()));
        Assert.Equal(
            overview["unchanged_parameters"]!.AsArray().Select(one => one!["name"]!.ToString()),
            await DashboardPage.RowsAsync(page.Panel("Parameters whose default nobody changes"), "tbody tr", "data-parameter"));
        Assert.Equal(
            overview["unused_template_ids"]!.AsArray().Select(one => one!.ToString()),
            await DashboardPage.RowsAsync(page.Panel("Unused in the range"), "[data-template]", "data-template"));
        var latency = await demo.ReportAsync("user-latency", Period);
        Assert.Equal(
            latency["users"]!.AsArray().Count(user => user!["latency_ms"]!["p50"]!.GetValue<double>() > 300),
            (await DashboardPage.RowsAsync(page.Panel("Users with poor latency"), "tbody tr", "data-user")).Length);
    }

    [Fact]
    public async Task The_list_has_the_last_seven_days_of_each_template()
    {
        await using var page = await demo.OpenAsync("/");
        await page.SettleAsync();
        var overview = await demo.ReportAsync(
            "overview", "start_time=2026-11-12T00:00:00%2B01:00&end_time=2026-11-18T15:00:00Z&timezone=Europe/Berlin");
        var expected = overview["templates"]!.AsArray().ToDictionary(one => one!["template_id"]!.ToString(), one => one!);
        var cards = page.Page.Locator(".card");
        Assert.Equal(12, await cards.CountAsync());
        foreach (var card in await cards.AllAsync())
        {
            var usage = expected.GetValueOrDefault((await card.GetAttributeAsync("data-template"))!);
            Assert.Equal(usage?["active_users"]!.ToString() ?? "0", await card.Locator("[data-figure=active-users]").InnerTextAsync());
            Assert.Equal(
                $"Active users by day: {string.Join(", ", usage?["daily_active_users"]!.AsArray().Select(users => users!.ToString()) ?? Enumerable.Repeat("0", 7))}",
                await card.GetByRole(AriaRole.Img).GetAttributeAsync("aria-label"));
        }
    }

    [Fact]
    public async Task The_list_is_narrowed_by_search_and_organization()
    {
        await using var page = await demo.OpenAsync("/");
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Searchbox).FillAsync("SERV");
        Assert.Equal(["Go Services", "Java Services"], (await DashboardPage.TextsAsync(page.Page.Locator(".cards"), ".name")).Order());
        Assert.Equal("SERV", page.Query["q"]);
        await page.Page.GetByRole(AriaRole.Combobox).SelectOptionAsync("Data & Research");
        await Assertions.Expect(page.Page.GetByText("No template matches.")).ToBeVisibleAsync();
        await page.Page.GetByRole(AriaRole.Searchbox).FillAsync("");
        Assert.Equal(["Data Science", "GPU Training"], (await DashboardPage.TextsAsync(page.Page.Locator(".cards"), ".name")).Order());
    }

    private async Task AssertPanelsAsync(DashboardPage page, string query)
    {
        var answer = await demo.App.GetAsync($"/api/v2/insights/templates?{query}&interval=day&timezone=Europe/Berlin");
        var report = answer["report"]!;
        var activeUsers = page.Panel("Active users");
        Assert.Equal(report["active_users"]!.ToString(), await activeUsers.Locator("[data-figure=active-users]").InnerTextAsync());
        Assert.Equal(
            answer["interval_reports"]!.AsArray().Select(slot => slot!["active_users"]!.ToString()), await DashboardPage.AttributesAsync(activeUsers, "[data-slot]", "data-slot"));

        var latency = (await demo.ReportAsync("user-latency", query))["users"]!.AsArray();
        var panel = page.Panel("Users latency");
        var expected = latency.OrderByDescending(user => P50(user!)).Select(user => $"{user!["user_id"]} {user["latency_ms"]!["p50"]} {user["latency_ms"]!["p95"]}");
        Assert.Equal(expected, await LatencyAsync(panel));
        Assert.Equal(
            latency.Select(user => P50(user!)).OrderDescending().Take(8).Select(p50 => p50 < 0 ? "No data" : p50 < 150 ? "Good" : p50 <= 300 ? "Moderate" : "Poor"),
            await DashboardPage.TextsAsync(panel, "tr:visible .grade-word"));

        var apps = report["apps_usage"]!.AsArray().Where(app => app!["seconds"]!.GetValue<long>() > 0).OrderByDescending(app => app!["seconds"]!.GetValue<long>()).ToArray();
        var usage = page.Panel("App & IDE usage");
        Assert.Equal(apps.Select(app => app!["seconds"]!.ToString()), await DashboardPage.RowsAsync(usage, "[data-app]", "data-seconds"));
        Assert.Equal(apps.Select(app => app!["display_name"]!.ToString()), await DashboardPage.TextsAsync(usage, ".name"));
        Assert.Equal(apps.Select(app => Duration(app!["seconds"]!.GetValue<long>())), await DashboardPage.TextsAsync(usage, ".bar-figure"));
        Assert.Equal(
            apps.Where(app => app!["type"]!.ToString() == "app").Select(app => string.Create(CultureInfo.InvariantCulture, $"{app!["times_used"]!.GetValue<long>():N0} times")),
            (await DashboardPage.TextsAsync(usage, "td.times")).Where(text => text != "–"));

        var activity = (await demo.ReportAsync("user-activity", query))["users"]!.AsArray().OrderByDescending(user => user!["seconds"]!.GetValue<long>()).ToArray();
        Assert.Equal(activity.Select(user => user!["seconds"]!.ToString()), await DashboardPage.RowsAsync(page.Panel("User activity"), "[data-user]", "data-seconds"));

        foreach (var parameter in report["parameters_usage"]!.AsArray())
        {
            var article = page.Panel("Parameters usage").Locator($"[data-parameter={parameter!["name"]}]");
            Assert.Equal(
                parameter["values"]!.AsArray().Select(value => $"{value!["value"]} {value["count"]}").Order(StringComparer.Ordinal),
                (await DashboardPage.AttributesAsync(article, "[data-count]", "data-value")).Zip(await DashboardPage.AttributesAsync(article, "[data-count]", "data-count"), (value, count) => $"{value} {count}").Order(StringComparer.Ordinal));
        }
    }

    private static double P50(JsonNode user) => user["latency_ms"]!["p50"]!.GetValue<double>();

    private static async Task<IEnumerable<string>> LatencyAsync(ILocator panel)
    {
        var (users, p50, p95) = (
            await DashboardPage.RowsAsync(panel, "[data-p50]", "data-user"),
            await DashboardPage.RowsAsync(panel, "[data-p50]", "data-p50"),
            await DashboardPage.RowsAsync(panel, "[data-p50]", "data-p95"));
        return users.Select((user, index) => $"{user} {p50[index]} {p95[index]}");
    }

    private static string Duration(long seconds)
    {
        var (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        var full = string.Create(CultureInfo.InvariantCulture, $"{hours:N0}h");
        return hours == 0 ? $"{minutes}m" : minutes == 0 ? full : $"{full} {minutes}m";
    }
}
