using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;
using static Insights.Dashboard.Tests.Browser.Compared;

namespace Insights.Dashboard.Tests;

/// <summary>How it was before, of lists: of the first screen, of the deployment, of a user and of the templates.</summary>
[Collection(DemoCollection.Name)]
public sealed class BeforeListTests(Demo demo)
{
    [Fact]
    public async Task The_lists_of_the_first_screen_and_of_the_deployment_say_what_was_before()
    {
        await using var page = await demo.OpenAsync($"/deployment?{View}");
        await page.SettleAsync();
        await LookAtAsync(page.Panel("App & IDE usage"));
        var (usersNow, usersBefore) = await demo.BothAsync("user-activity", "");
        await AssertRowsAsync(page.Panel("User activity"), "data-user", usersNow["users"]!, usersBefore["users"]!, "user_id", "seconds", "0");
        await AssertHeadlineAsync(page.Panel("User activity"), Sum(usersNow["users"]!, "seconds"), Sum(usersBefore["users"]!, "seconds"));
        var (latencyNow, latencyBefore) = await demo.BothAsync("user-latency", "");
        Assert.Equal(
            Befores(latencyNow["users"]!, latencyBefore["users"]!, "user_id", "latency_ms.p50", "").Order(StringComparer.Ordinal), (await RowsAsync(page.Panel("Users latency"), "data-user")).Order(StringComparer.Ordinal));
        var (reportNow, reportBefore) = await demo.BothAsync("templates", "");
        var used = new JsonArray([.. reportNow["apps_usage"]!.AsArray().Where(app => app!["seconds"]!.GetValue<long>() > 0).Select(app => app!.DeepClone())]);
        Assert.Equal(
            used.Select(app => reportBefore["apps_usage"]!.AsArray().Where(one => $"{one!["type"]} {one["slug"]} {one["display_name"]}" == $"{app!["type"]} {app["slug"]} {app["display_name"]}").Select(one => one!["seconds"]!.ToString()).LastOrDefault() ?? "0").Order(StringComparer.Ordinal),
            (await DashboardPage.RowsAsync(page.Panel("App & IDE usage"), "tr[data-app] .before .figure-change", "data-before")).Order(StringComparer.Ordinal));
        await AssertHeadlineAsync(page.Panel("Active users"), reportNow["active_users"]!.GetValue<double>(), reportBefore["active_users"]!.GetValue<double>());

        await LookAtAsync(page.Panel("Users with poor latency"));
        await Assertions.Expect(page.Panel("Unused in the range").Locator(".headline .figure-change:not(.unknown)")).ToHaveCountAsync(2);
        var (now, before) = (await DashboardAsync(Now), await DashboardAsync(Before));
        Assert.Equal(
            [$"{before["unused_template_ids"]?.AsArray().Count ?? 0}", $"{before["unused_apps"]?.AsArray().Count ?? 0}"],
            await DashboardPage.AttributesAsync(page.Panel("Unused in the range"), ".headline .figure-change", "data-before"));
        await AssertHeadlineAsync(page.Panel("Parameters whose default nobody changes"), now["unchanged_parameters"]!.AsArray().Count, before["unchanged_parameters"]!.AsArray().Count);

        await page.ShowSectionAsync("connection");
        var (connectionNow, connectionBefore) = await demo.BothAsync("connection", "timezone=UTC");
        Assert.Equal(
            Befores(connectionNow["templates"]!, connectionBefore["templates"]!, "template_id", "latency_ms.p50", "")
                .Concat(Befores(connectionNow["templates"]!, connectionBefore["templates"]!, "template_id", "latency_ms.p95", "")).Select(row => row.Split(' ')[1]).Order(StringComparer.Ordinal),
            (await DashboardPage.RowsAsync(page.Panel("Latency of templates"), "tr[data-template] .before .figure-change", "data-before")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_page_of_a_user_says_what_it_was_before()
    {
        var user = (await demo.ReportAsync("user-activity", Now))["users"]!.AsArray().MaxBy(one => one!["seconds"]!.GetValue<long>())!["user_id"]!.ToString();
        await using var page = await demo.OpenAsync($"/users/{user}?{View}");
        await page.SettleAsync();
        var (now, before) = await demo.BothAsync($"users/{user}", "timezone=UTC");
        foreach (var (figure, path) in new[] { ("seconds", "seconds"), ("active-days", "active_days"), ("p50", "latency_ms.p50"), ("p95", "latency_ms.p95") })
        {
            await AssertFigureAsync(page.Page.Locator($"[data-figure-of={figure}]"), NumberAt(now, path)!.Value, NumberAt(before, path)!.Value);
        }

        await AssertFigureAsync(page.Page.Locator("[data-figure-of=workspaces]"), now["workspaces"]!.AsArray().Count, before["workspaces"]!.AsArray().Count);
        await AssertRowsAsync(page.Panel("Templates"), "data-template", now["templates"]!, before["templates"]!, "template_id", "seconds", "0");
        await AssertRowsAsync(page.Panel("App & IDE usage"), "data-app", now["apps"]!, before["apps"]!, "slug", "seconds", "0");
    }

    [Fact]
    public async Task Templates_of_the_list_stand_beside_their_week_before()
    {
        await using var page = await demo.OpenAsync("/");
        await page.SettleAsync();

        // Until 16:00 in Berlin, which is midnight nine hours further east.
        var before = (await demo.ReportAsync("overview", "start_time=2026-11-05T00:00:00%2B01:00&end_time=2026-11-12T00:00:00%2B09:00&timezone=Europe/Berlin"))["templates"]!.AsArray()
            .ToDictionary(one => one!["template_id"]!.ToString());
        foreach (var card in await page.Page.Locator(".card:visible").AllAsync())
        {
            var was = before.GetValueOrDefault((await card.GetAttributeAsync("data-template"))!);
            string[] shown = await DashboardPage.AttributesAsync(card, ".figure-change", "data-before");
            Assert.Equal(await card.GetByText("not recorded").CountAsync() > 0 ? ["", ""] : [$"{was?["active_users"] ?? 0}", $"{was?["seconds"] ?? 0}"], shown);
        }
    }

    private Task<JsonNode> DashboardAsync(string period) => demo.App.GetAsync($"/api/v2/insights/dashboard?{period}&sections=unused,parameters");
}
