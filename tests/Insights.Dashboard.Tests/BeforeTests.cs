using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;
using static Insights.Dashboard.Tests.Browser.Compared;

namespace Insights.Dashboard.Tests;

/// <summary>How it was before: each figure of each part of the page stands beside that of the range before, and is compared with nothing where there was no record.</summary>
[Collection(DemoCollection.Name)]
public sealed class BeforeTests(Demo demo)
{
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
        await using var page = await demo.OpenAsync($"/templates/{id}?{View}", new PageOptions { BypassPolicy = true });
        foreach (var (section, route, figures) in Parts)
        {
            await page.ShowSectionAsync(section);
            await Assertions.Expect(Part(page, section).Locator(".before-note")).ToHaveTextAsync("Compared with 4 – 10 Nov 2026");
            var (now, before) = await demo.BothAsync(route, $"timezone=UTC&template_ids={id}");
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
        Assert.Empty(await page.ViolationsAsync());
        await page.Page.SetViewportSizeAsync(360, 780);
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
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
    public async Task Parts_are_compared_with_what_the_address_says_as_far_as_its_filters_let_through()
    {
        var (id, other) = (await demo.TemplateAsync("docker"), await demo.TemplateAsync("go-services"));
        await using var page = await demo.OpenAsync($"/templates/{id}?{View}&compare={other}&apps=family:jetbrains");
        await page.ShowSectionAsync("connection");
        await Assertions.Expect(Part(page, "connection").Locator(".before-note")).ToHaveTextAsync("Compared with Go Services");
        var (own, others) = (await demo.ReportAsync("connection", $"{Now}&template_ids={id}&apps=family:jetbrains"), await demo.ReportAsync("connection", $"{Now}&template_ids={other}&apps=family:jetbrains"));
        Assert.NotEqual(NumberAt(others, "half_hours"), NumberAt(await demo.ReportAsync("connection", $"{Now}&template_ids={other}"), "half_hours"));
        await AssertFigureAsync(Part(page, "connection").Locator("[data-figure-of=half-hours]"), NumberAt(own, "half_hours")!.Value, NumberAt(others, "half_hours")!.Value);
    }

    [Fact]
    public async Task Counts_of_a_time_of_which_people_are_not_known_are_not_compared_with_people()
    {
        await using var page = await demo.OpenAsync("/");
        await AddHeadAsync(page, "**/insights/concurrency?start_time=2026-11-04*", "insights-people-since", "2026-11-08");
        await page.Page.GotoAsync($"/templates/{await demo.TemplateAsync("docker")}?{View}");
        await page.ShowSectionAsync("capacity");
        await Assertions.Expect(Part(page, "capacity").Locator(".before-note")).ToHaveAttributeAsync("data-recorded", "false");
        await Assertions.Expect(Part(page, "capacity").Locator("[data-figure-of=peak] .figure-change")).ToHaveTextAsync("not recorded");
    }

    [Fact]
    public async Task The_last_month_stands_beside_the_one_before_it()
    {
        await using var page = await demo.OpenAsync("/");
        await AddHeadAsync(page, "**/insights/dashboard?*", "insights-data-since", "2026-01-01T00:00:00Z");
        await Answers.EditAsync(page, "trends", report =>
        {
            var september = report["slots"]!.AsArray().Single(slot => slot!["start_time"]!.ToString().StartsWith("2026-09-01", StringComparison.Ordinal))!;
            (september["active_users"], september["seconds"]) = (16, 360_000);
        });
        var id = await demo.TemplateAsync("docker");
        await page.Page.GotoAsync($"/templates/{id}?{View}");
        await page.ShowSectionAsync("history");
        var october = await demo.ReportAsync("trends", $"start_time=2026-10-01T00:00:00Z&end_time=2026-11-01T00:00:00Z&timezone=UTC&interval=month&template_ids={id}");
        await AssertFigureAsync(page.Page.Locator("[data-figure-of=month-users]"), NumberAt(october["slots"]![0]!, "active_users")!.Value, 16);
        await AssertFigureAsync(page.Page.Locator("[data-figure-of=month-hours]"), NumberAt(october["slots"]![0]!, "seconds")!.Value, 360_000);
        await Assertions.Expect(page.Panel("Months")).ToContainTextAsync("October 2026 beside September 2026");
    }

    private async Task AssertSupportAsync(DashboardPage page, Guid id)
    {
        await page.ShowSectionAsync("support");
        var (now, before) = await demo.BothAsync("support", $"timezone=UTC&template_ids={id}");
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
        var (now, before) = await demo.BothAsync("templates", $"session_apps=each&template_ids={id}");
        var (used, were) = (Used(now), Used(before));
        await AssertHeadlineAsync(page.Panel("Tools"), used.Count, were.Count);
        await AssertRowsAsync(page.Panel("Tools"), "data-tool", used, were, "slug", "seconds", were.Any(app => app!["slug"]!.ToString() == "overflow") ? "" : "0");
        var (versionsNow, versionsBefore) = await demo.BothAsync("versions", $"template_ids={id}");
        await AssertRowsAsync(page.Panel("Versions in use"), "data-version", Versions(versionsNow), Versions(versionsBefore), "template_version_id", "workspaces", "0");

        static JsonArray Used(JsonNode report) => [.. report["apps_usage"]!.AsArray().Where(app => app!["seconds"]!.GetValue<long>() > 0).Select(app => app!.DeepClone())];
        static JsonArray Versions(JsonNode report) => [.. report["templates"]!.AsArray().SelectMany(template => template!["versions"]!.AsArray()).Select(version => version!.DeepClone())];
    }

    private async Task AssertParametersAsync(DashboardPage page, Guid id)
    {
        await page.ShowSectionAsync("parameters");
        var (now, before) = await demo.BothAsync("parameters", $"timezone=UTC&interval=day&template_ids={id}");
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
        var (reportNow, reportBefore) = await demo.BothAsync("templates", $"template_ids={id}");
        foreach (var parameter in reportNow["parameters_usage"]!.AsArray())
        {
            var was = reportBefore["parameters_usage"]!.AsArray().Single(one => one!["name"]!.ToString() == parameter!["name"]!.ToString())!;
            Assert.Equal(
                Befores(parameter!["values"]!, was["values"]!, "value", "count", "0").Select(row => row[(row.LastIndexOf(' ') + 1)..]).Order(StringComparer.Ordinal),
                (await DashboardPage.RowsAsync(page.Page.Locator($"article[data-parameter={parameter["name"]}]"), "li .figure-change", "data-before")).Order(StringComparer.Ordinal));
        }
    }

    // Has an answer say something else of when it is from.
    private static async Task AddHeadAsync(DashboardPage page, string route, string name, string value) => await page.Page.RouteAsync(route, async request =>
    {
        var answer = await request.FetchAsync();
        await request.FulfillAsync(new() { Response = answer, Headers = new Dictionary<string, string>(answer.Headers) { [name] = value } });
    });

    private static ILocator Part(DashboardPage page, string section) => page.Page.Locator($"[data-section={section}]");
}
