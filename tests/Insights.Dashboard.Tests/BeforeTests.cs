using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>How it was before: each figure of each part of the page stands beside that of the range before, and is compared with nothing where there was no record.</summary>
[Collection(DemoCollection.Name)]
public sealed class BeforeTests(Demo demo)
{
    private const string View = "start=2026-11-11&end=2026-11-17&interval=day&tz=UTC";
    private const string Now = "start_time=2026-11-11T00:00:00Z&end_time=2026-11-18T00:00:00Z";
    private const string Before = "start_time=2026-11-04T00:00:00Z&end_time=2026-11-11T00:00:00Z";

    // What each part shows as a number, and where its report has it.
    private static readonly (string Section, string Route, (string Figure, string Path)[] Figures)[] Parts =
    [
        ("capacity", "concurrency", [("peak", "users.peak"), ("minute-peak", "users.minute_peak"), ("workspaces-peak", "workspaces.peak")]),
        ("utilization", "utilization", [("running", "running_seconds"), ("used", "used_seconds"), ("idle", "idle_seconds"), ("workspaces", "workspaces_running"), ("never-used", "workspaces_never_used")]),
        ("adoption", "adoption", [("daily", "daily_users"), ("weekly", "weekly_users"), ("monthly", "monthly_users"), ("stickiness", "stickiness")]),
        ("connection", "connection", [("p50", "latency_ms.p50"), ("p95", "latency_ms.p95"), ("half-hours", "half_hours")]),
    ];

    [Fact]
    public async Task The_figures_and_lists_of_every_part_are_those_of_both_ranges()
    {
        var id = await demo.TemplateAsync("docker");
        await using var page = await demo.OpenAsync($"/templates/{id}?{View}");
        foreach (var (section, route, figures) in Parts)
        {
            await page.ShowSectionAsync(section);
            await Assertions.Expect(Part(page, section).Locator(".before-note")).ToHaveTextAsync("Compared with 4 – 10 Nov 2026");
            var (now, before) = await BothAsync(route, $"timezone=UTC&template_ids={id}");
            foreach (var (figure, path) in figures)
            {
                await AssertFigureAsync(Part(page, section).Locator($"[data-figure-of={figure}]"), NumberAt(now, path)!.Value, NumberAt(before, path)!.Value);
            }

            if (section == "utilization")
            {
                await AssertHeadlineAsync(page.Panel("Running and used"), now["share"]!.GetValue<double>(), before["share"]!.GetValue<double>());
                await AssertRowsAsync(page.Panel("Users by idle time"), "data-use", now["users"]!, before["users"]!, "user_id", "idle_seconds", "0");
                await AssertRowsAsync(page.Panel("Workspaces by idle time"), "data-workspace", now["workspaces"]!, before["workspaces"]!, "workspace_id", "idle_seconds", "0");
            }

            if (section == "adoption")
            {
                await AssertHeadlineAsync(page.Panel("Daily, weekly, monthly"), now["share"]!.GetValue<double>(), before["share"]!.GetValue<double>());
                Assert.Equal(
                    Befores(now["organizations"]!, before["organizations"]!, "organization_id", "adopted_users", "").Concat(Befores(now["groups"]!, before["groups"]!, "group_id", "adopted_users", "")).Select(row => row.Split(' ')[1]).Order(StringComparer.Ordinal),
                    (await DashboardPage.RowsAsync(page.Panel("Who adopts it"), "tr[data-adopted] .before .figure-change", "data-before")).Order(StringComparer.Ordinal));
            }
        }

        await AssertSupportAsync(page, id);
        await AssertToolsAsync(page, id);
        await AssertParametersAsync(page, id);
    }

    [Fact]
    public async Task The_lists_of_the_first_screen_and_of_the_deployment_say_what_was_before()
    {
        await using var page = await demo.OpenAsync($"/deployment?{View}");
        await page.SettleAsync();
        await LookAtAsync(page.Panel("App & IDE usage"));
        var (usersNow, usersBefore) = await BothAsync("user-activity", "");
        await AssertRowsAsync(page.Panel("User activity"), "data-user", usersNow["users"]!, usersBefore["users"]!, "user_id", "seconds", "0");
        await AssertHeadlineAsync(page.Panel("User activity"), Sum(usersNow["users"]!, "seconds"), Sum(usersBefore["users"]!, "seconds"));
        var (latencyNow, latencyBefore) = await BothAsync("user-latency", "");
        Assert.Equal(
            Befores(latencyNow["users"]!, latencyBefore["users"]!, "user_id", "latency_ms.p50", "").Order(StringComparer.Ordinal), (await RowsAsync(page.Panel("Users latency"), "data-user")).Order(StringComparer.Ordinal));
        var (reportNow, reportBefore) = await BothAsync("templates", "");
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
        var (connectionNow, connectionBefore) = await BothAsync("connection", "timezone=UTC");
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
        var (now, before) = await BothAsync($"users/{user}", "timezone=UTC");
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

    [Fact]
    public async Task Of_a_range_before_which_nothing_was_recorded_nothing_is_compared_nor_asked_for()
    {
        await using var page = await demo.OpenAsync("/");
        var asked = new List<string>();
        page.Page.Request += (_, request) => asked.AddRange(request.Url.Contains("/insights/utilization?", StringComparison.Ordinal) || request.Url.Contains("/insights/tools?", StringComparison.Ordinal) ? [request.Url] : []);
        await page.Page.GotoAsync($"/templates/{await demo.TemplateAsync("docker")}?start=2026-10-22&end=2026-11-17&interval=day&tz=UTC");
        await page.ShowSectionAsync("utilization");
        await Assertions.Expect(Part(page, "utilization").Locator(".before-note")).ToHaveTextAsync("Compared with nothing: 25 Sept – 21 Oct 2026 was not recorded, or not all of it");
        await Assertions.Expect(Part(page, "utilization").Locator("[data-figure-of=running] .figure-change")).ToHaveTextAsync("not recorded");
        await Assertions.Expect(Part(page, "utilization").Locator("td.before")).ToHaveCountAsync(0);
        Assert.Single(asked);
    }

    [Fact]
    public async Task Parts_are_compared_with_what_the_address_says()
    {
        var (id, other) = (await demo.TemplateAsync("docker"), await demo.TemplateAsync("go-services"));
        await using var page = await demo.OpenAsync($"/templates/{id}?{View}&compare={other}");
        await page.ShowSectionAsync("connection");
        await Assertions.Expect(Part(page, "connection").Locator(".before-note")).ToHaveTextAsync("Compared with Go Services");
        var (own, others) = (await demo.ReportAsync("connection", $"{Now}&template_ids={id}"), await demo.ReportAsync("connection", $"{Now}&template_ids={other}"));
        await AssertFigureAsync(Part(page, "connection").Locator("[data-figure-of=half-hours]"), NumberAt(own, "half_hours")!.Value, NumberAt(others, "half_hours")!.Value);
    }

    private async Task AssertSupportAsync(DashboardPage page, Guid id)
    {
        await page.ShowSectionAsync("support");
        var (now, before) = await BothAsync("support", $"timezone=UTC&template_ids={id}");
        foreach (var signal in (string[])["no_usage", "fell", "slower", "below_group"])
        {
            await AssertFigureAsync(Part(page, "support").Locator($"[data-figure-of={signal}]"), Count(now), Count(before));

            int Count(JsonNode report) => report["users"]!.AsArray().Count(user => user!["signals"]!.AsArray().Any(one => one!.ToString() == signal));
        }

        await AssertHeadlineAsync(page.Panel("Who needs help"), InNeed(now).Length, InNeed(before).Length);
        Assert.Equal(
            InNeed(now).SelectMany(user => (string[])[$"{user["previous_seconds"]}", user["previous_latency_ms"]?["p50"] is { } p50 && p50.GetValue<double>() >= 0 ? $"{p50}" : ""]).Order(StringComparer.Ordinal),
            (await DashboardPage.RowsAsync(page.Panel("Who needs help"), "tr[data-user] .before .figure-change", "data-before")).Order(StringComparer.Ordinal));

        static JsonNode[] InNeed(JsonNode report) => [.. report["users"]!.AsArray().Where(user => user!["signals"]!.AsArray().Count > 0).Select(user => user!)];
    }

    private async Task AssertToolsAsync(DashboardPage page, Guid id)
    {
        await page.ShowSectionAsync("tools");
        var (now, before) = await BothAsync("templates", $"session_apps=each&template_ids={id}");
        var (used, were) = (Used(now), Used(before));
        await AssertHeadlineAsync(page.Panel("Tools"), used.Count, were.Count);
        await AssertRowsAsync(page.Panel("Tools"), "data-tool", used, were, "slug", "seconds", were.Any(app => app!["slug"]!.ToString() == "overflow") ? "" : "0");
        var (versionsNow, versionsBefore) = await BothAsync("versions", $"template_ids={id}");
        await AssertRowsAsync(page.Panel("Versions in use"), "data-version", Versions(versionsNow), Versions(versionsBefore), "template_version_id", "workspaces", "0");

        static JsonArray Used(JsonNode report) => [.. report["apps_usage"]!.AsArray().Where(app => app!["seconds"]!.GetValue<long>() > 0).Select(app => app!.DeepClone())];
        static JsonArray Versions(JsonNode report) => [.. report["templates"]!.AsArray().SelectMany(template => template!["versions"]!.AsArray()).Select(version => version!.DeepClone())];
    }

    private async Task AssertParametersAsync(DashboardPage page, Guid id)
    {
        await page.ShowSectionAsync("parameters");
        var (now, before) = await BothAsync("parameters", $"timezone=UTC&interval=day&template_ids={id}");
        var panel = page.Panel("Parameters over time");
        foreach (var parameter in now["parameters"]!.AsArray())
        {
            await panel.GetByRole(AriaRole.Combobox).SelectOptionAsync(new SelectOptionValue { Label = parameter!["display_name"]!.ToString() });
            var was = before["parameters"]!.AsArray().Single(one => one!["key"]!.ToString() == parameter["key"]!.ToString())!;
            await AssertFigureAsync(panel.Locator("[data-figure-of=built]"), NumberAt(parameter, "workspaces")!.Value, NumberAt(was, "workspaces")!.Value);
            var top = parameter["values"]!.AsArray().Select(value => value!).MaxBy(value => value["count"]!.GetValue<int>())!;
            await AssertFigureAsync(
                panel.Locator("[data-figure-of=value-1]"), NumberAt(top, "count")!.Value / NumberAt(parameter, "workspaces")!.Value,
                (was["values"]!.AsArray().SingleOrDefault(value => value!["value"]!.ToString() == top["value"]!.ToString())?["count"]?.GetValue<double>() ?? 0) / NumberAt(was, "workspaces")!.Value);
        }

        // The parameters of the first screen have the numbers of workspaces.
        await LookAtAsync(page.Panel("Parameters usage"));
        var (reportNow, reportBefore) = await BothAsync("templates", $"template_ids={id}");
        foreach (var parameter in reportNow["parameters_usage"]!.AsArray())
        {
            var was = reportBefore["parameters_usage"]!.AsArray().Single(one => one!["name"]!.ToString() == parameter!["name"]!.ToString())!;
            Assert.Equal(
                Befores(parameter!["values"]!, was["values"]!, "value", "count", "0").Select(row => row[(row.LastIndexOf(' ') + 1)..]).Order(StringComparer.Ordinal),
                (await DashboardPage.RowsAsync(page.Page.Locator($"article[data-parameter={parameter["name"]}]"), "li .figure-change", "data-before")).Order(StringComparer.Ordinal));
        }
    }

    // What it was before comes then.
    private static async Task LookAtAsync(ILocator panel)
    {
        await panel.EvaluateAsync("panel => panel.scrollIntoView({ block: 'center' })");
        await Assertions.Expect(panel.Locator(".figure-change:not(.unknown)").First).ToBeVisibleAsync();
    }

    private async Task<(JsonNode Now, JsonNode Before)> BothAsync(string route, string query) => (await demo.ReportAsync(route, $"{Now}&{query}"), await demo.ReportAsync(route, $"{Before}&{query}"));

    private Task<JsonNode> DashboardAsync(string period) => demo.App.GetAsync($"/api/v2/insights/dashboard?{period}&sections=unused,parameters");

    private static ILocator Part(DashboardPage page, string section) => page.Page.Locator($"[data-section={section}]");

    // A figure, that of before, and in words how they differ.
    private static async Task AssertFigureAsync(ILocator figure, double now, double before)
    {
        Assert.Equal(now, Number(await figure.GetAttributeAsync("data-now")), 6);
        await AssertChangeAsync(figure.Locator(".figure-change"), now, before);
    }

    private static Task AssertHeadlineAsync(ILocator panel, double now, double before) => AssertChangeAsync(panel.Locator(".headline .figure-change"), now, before);

    private static async Task AssertChangeAsync(ILocator change, double now, double before)
    {
        Assert.Equal(before, Number(await change.GetAttributeAsync("data-before")), 6);
        var said = await change.Locator("span").First.InnerTextAsync();
        if (before == 0)
        {
            Assert.Equal(now == 0 ? "–" : "New", said);
            return;
        }

        Assert.InRange(double.Parse(said.TrimEnd('%').Replace("\u2212", "-", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), (100 * ((now / before) - 1)) - 0.51, (100 * ((now / before) - 1)) + 0.51);
    }

    private static async Task AssertRowsAsync(ILocator panel, string attribute, JsonNode now, JsonNode before, string id, string path, string none) =>
        Assert.Equal(Befores(now, before, id, path, none).Order(StringComparer.Ordinal), (await RowsAsync(panel, attribute)).Order(StringComparer.Ordinal));

    // Each row with what it was before.
    private static async Task<string[]> RowsAsync(ILocator panel, string attribute) =>
        [.. (await DashboardPage.RowsAsync(panel, $"tr[{attribute}]", attribute)).Zip(await DashboardPage.RowsAsync(panel, $"tr[{attribute}] .before .figure-change", "data-before"), (row, was) => $"{row} {was}")];

    private static IEnumerable<string> Befores(JsonNode now, JsonNode before, string id, string path, string none)
    {
        var were = before.AsArray().ToLookup(one => one![id]!.ToString(), one => NumberAt(one!, path));
        return now.AsArray().Select(one => $"{one![id]} {(were.Contains(one[id]!.ToString()) ? Text(were[one[id]!.ToString()].Last()) : none)}");

        static string Text(double? number) => number is null or < 0 ? "" : number.Value.ToString("R", CultureInfo.InvariantCulture);
    }

    private static double? NumberAt(JsonNode report, string path) => path.Split('.').Aggregate((JsonNode?)report, (node, key) => node?[key])?.GetValue<double>();

    private static double Sum(JsonNode rows, string key) => rows.AsArray().Sum(row => row![key]!.GetValue<double>());

    private static double Number(string? text) => double.Parse(text!, CultureInfo.InvariantCulture);
}
