using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.Shared;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>What the page is narrowed to narrows every panel, is in the address, and holds in what is saved.</summary>
[Collection(DemoCollection.Name)]
public sealed class FilterTests(Demo demo)
{
    private const string View = "start=2026-11-11&end=2026-11-17&interval=day&tz=UTC";
    private const string Period = "start_time=2026-11-11T00:00:00Z&end_time=2026-11-18T00:00:00Z";

    [Fact]
    public async Task An_app_and_a_user_are_chosen_and_hold_in_every_panel_in_the_address_and_in_CSV()
    {
        var id = await demo.TemplateAsync("docker");
        await using var page = await demo.OpenAsync($"/templates/{id}?{View}");
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        var sheet = page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Filter" });
        await sheet.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^Visual Studio Code") }).CheckAsync();
        await page.SettleAsync();
        Assert.Equal("family:vscode", page.Query["apps"]);
        await AssertPanelsAsync(page, $"{Period}&template_ids={id}&apps=family:vscode");

        var users = (await demo.ReportAsync("user-activity", $"{Period}&template_ids={id}&apps=family:vscode"))["users"]!.AsArray();
        var user = users[0]!;
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Filter") }).ClickAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Users" }).ClickAsync();
        await sheet.GetByRole(AriaRole.Searchbox).FillAsync(user["username"]!.ToString());
        await sheet.GetByRole(AriaRole.Checkbox, new() { NameRegex = new($"^{user["username"]}") }).First.CheckAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await page.SettleAsync();
        Assert.Equal(user["user_id"]!.ToString(), page.Query["users"]);
        var query = $"{Period}&template_ids={id}&apps=family:vscode&user_ids={user["user_id"]}";
        await AssertPanelsAsync(page, query);

        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.GetByRole(AriaRole.Button, new() { Name = "Save User activity as CSV" }).ClickAsync());
        var rows = CsvText.Parse(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        Assert.Equal([user["user_id"]!.ToString()], rows.Skip(1).Select(row => row[Array.IndexOf(rows[0], "user_id")]));

        // Somebody else opens the link, and takes the filters back one by one.
        await using var other = await demo.OpenAsync(page.PathAndQuery);
        await other.SettleAsync();
        await AssertPanelsAsync(other, query);
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Without Visual Studio Code" }).ClickAsync();
        await other.SettleAsync();
        await AssertPanelsAsync(other, $"{Period}&template_ids={id}&user_ids={user["user_id"]}");
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "Show all" }).ClickAsync();
        await other.SettleAsync();
        await AssertPanelsAsync(other, $"{Period}&template_ids={id}");
        Assert.Null(other.Query["users"]);
    }

    [Fact]
    public async Task A_group_is_chosen_and_holds_in_every_panel_and_in_CSV()
    {
        var id = await demo.TemplateAsync("docker");
        var members = (await demo.ReportAsync("user-activity", $"{Period}&template_ids={id}"))["users"]!.AsArray().Take(3).Select(user => user!["user_id"]!.ToString()).ToArray();
        var group = Guid.NewGuid();
        await demo.App.PostAsync("catalog", new JsonObject
        {
            ["groups"] = new JsonArray(new JsonObject { ["id"] = group, ["name"] = "reviewers", ["members"] = new JsonArray([.. members]) }),
        });
        await using var page = await demo.OpenAsync($"/templates/{id}?{View}");
        await page.SettleAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        var sheet = page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Filter" });
        await sheet.GetByRole(AriaRole.Button, new() { Name = "Groups" }).ClickAsync();
        await sheet.GetByRole(AriaRole.Checkbox, new() { Name = "reviewers", Exact = true }).CheckAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await page.SettleAsync();
        Assert.Equal($"{group}", page.Query["groups"]);
        await AssertPanelsAsync(page, $"{Period}&template_ids={id}&group_ids={group}");
        Assert.Equal(members.Order(StringComparer.Ordinal), (await DashboardPage.RowsAsync(page.Panel("User activity"), "[data-user]", "data-user")).Order(StringComparer.Ordinal));

        foreach (var title in (string[])["User activity", "Users latency"])
        {
            var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.GetByRole(AriaRole.Button, new() { Name = $"Save {title} as CSV" }).ClickAsync());
            var rows = CsvText.Parse(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
            Assert.Equal(members.Order(StringComparer.Ordinal), rows.Skip(1).Select(row => row[Array.IndexOf(rows[0], "user_id")]).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_click_on_an_app_shows_who_used_it()
    {
        var id = await demo.TemplateAsync("docker");
        await using var page = await demo.OpenAsync($"/templates/{id}?{View}");
        await page.SettleAsync();
        await page.Panel("App & IDE usage").GetByRole(AriaRole.Button, new() { Name = "code-server" }).ClickAsync();
        var dialog = page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Who used code-server" });
        await Assertions.Expect(dialog.Locator("[data-user]").First).ToBeVisibleAsync();
        var users = (await demo.ReportAsync("user-activity", $"{Period}&template_ids={id}&apps=app:code-server"))["users"]!.AsArray();
        Assert.Equal(
            users.Select(user => $"{user!["user_id"]} {user["seconds"]}").Order(StringComparer.Ordinal),
            (await DashboardPage.RowsAsync(dialog, "[data-user]", "data-user")).Zip(await DashboardPage.RowsAsync(dialog, "[data-user]", "data-seconds"), (user, seconds) => $"{user} {seconds}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_filter_that_cannot_be_is_said_and_left_out()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?{View}&users=somebody");
        await page.SettleAsync();
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("“somebody” is not the id of a user.");
        await Assertions.Expect(page.Page.Locator("[data-state=ready]")).ToHaveCountAsync(6);
    }

    private async Task AssertPanelsAsync(DashboardPage page, string query)
    {
        var report = await demo.ReportAsync("templates", query);
        await Assertions.Expect(page.Panel("Active users").Locator("[data-figure=active-users]")).ToHaveTextAsync(report["active_users"]!.ToString());
        var activity = (await demo.ReportAsync("user-activity", query))["users"]!.AsArray();
        Assert.Equal(
            activity.Select(user => $"{user!["user_id"]}").Order(StringComparer.Ordinal), (await DashboardPage.RowsAsync(page.Panel("User activity"), "[data-user]", "data-user")).Order(StringComparer.Ordinal));
        Assert.Equal(
            report["apps_usage"]!.AsArray().Select(app => app!["seconds"]!.GetValue<long>()).Where(seconds => seconds > 0).OrderDescending().Select(seconds => $"{seconds}"),
            await DashboardPage.RowsAsync(page.Panel("App & IDE usage"), "[data-app]", "data-seconds"));
        var latency = (await demo.ReportAsync("user-latency", query))["users"]!.AsArray();
        Assert.Equal(
            latency.Select(user => $"{user!["latency_ms"]!["p95"]}").Order(StringComparer.Ordinal), (await DashboardPage.RowsAsync(page.Panel("Users latency"), "[data-p50]", "data-p95")).Order(StringComparer.Ordinal));
    }
}
