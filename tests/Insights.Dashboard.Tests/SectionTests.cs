using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Insights.Functions.Tests.App;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>The parts below the first screen come when they are looked at, and every figure of them is the API's.</summary>
[Collection(DemoCollection.Name)]
public sealed class SectionTests(Demo demo)
{
    private const string View = "start=2026-10-22&end=2026-11-18&interval=day&tz=Europe/Berlin";

    // 28 days of Berlin, the first of them in summer time, until the end of the hour.
    private const string Period = "start_time=2026-10-22T00:00:00%2B02:00&end_time=2026-11-18T15:00:00Z&timezone=Europe/Berlin";

    private static readonly string[] Sections = ["capacity", "utilization", "adoption", "support", "connection", "tools", "parameters", "history"];

    [Fact]
    public async Task A_part_is_fetched_when_it_comes_into_view()
    {
        await using var page = await demo.OpenAsync("/");
        var asked = new List<string>();
        page.Page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);
        await page.Page.GotoAsync($"/templates/{await demo.TemplateAsync("docker")}?{View}");
        await page.SettleAsync();
        await Assertions.Expect(page.Page.Locator(".section-waiting")).ToHaveCountAsync(Sections.Length);
        Assert.DoesNotContain("/api/v2/insights/connection", asked);

        await page.Page.GetByRole(AriaRole.Navigation, new() { Name = "Sections" }).GetByRole(AriaRole.Link, new() { Name = "Connection" }).ClickAsync();
        await Assertions.Expect(page.Panel("Latency by day")).ToHaveAttributeAsync("data-state", "ready");
        Assert.Contains("/api/v2/insights/connection", asked);
        Assert.DoesNotContain("/api/v2/insights/utilization", asked);
    }

    [Fact]
    public async Task Printing_loads_every_part_first()
    {
        await using var page = await demo.OpenAsync($"/templates/{await demo.TemplateAsync("docker")}?{View}");
        await page.SettleAsync();
        await page.Page.EvaluateAsync("() => { window.print = () => { window.printed = [document.querySelectorAll('.section-waiting').length, document.querySelectorAll('main [aria-busy=true]').length]; }; }");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Print the report" }).ClickAsync();
        await InsightsApp.Eventually(() => page.Page.EvaluateAsync<bool>("'printed' in window"));
        Assert.Equal((int[])[0, 0], await page.Page.EvaluateAsync<int[]>("window.printed"));
    }

    [Fact]
    public async Task Capacity_is_the_most_at_once_by_day_and_by_hour_of_the_week()
    {
        var (page, id) = await OpenAsync("kubernetes-pod", "capacity");
        await using var open = page;
        var report = await demo.ReportAsync("concurrency", $"{Period}&template_ids={id}");
        var days = report["days"]!.AsArray();
        Assert.Equal(report["users"]!["peak"]!.ToString(), await page.Panel("Most at once").Locator("[data-figure=peak]").InnerTextAsync());
        Assert.Equal(days.Select(day => day!["users"]!["peak"]!.ToString()), await ColumnAsync(page, "Most at once", 0));
        Assert.Equal(days.Select(day => day!["users"]!["minute_peak"]!.ToString()), await ColumnAsync(page, "Most at once", 1));

        var cells = report["heat_map"]!.AsArray();
        var panel = page.Panel("Hours of the week");
        foreach (var (button, key) in new[] { ("Mean", "mean"), ("p95", "p95"), ("Most", "max") })
        {
            await panel.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
            Assert.Equal(
                cells.Select(cell => $"{cell!["weekday"]} {cell["hour"]} {cell["users"]?[key]}").Order(StringComparer.Ordinal),
                (await DashboardPage.AttributesAsync(panel, "[data-cell]", "data-cell")).Zip(await DashboardPage.AttributesAsync(panel, "[data-cell]", "data-value"), (cell, value) => $"{cell} {value}").Order(StringComparer.Ordinal));
        }

        // Tuesday is the second row; the first key begins at the first hour.
        await panel.Locator(".heat-map").FocusAsync();
        await page.Page.Keyboard.PressAsync("Home");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(panel.Locator(".heat-map [aria-live]")).ToContainTextAsync("Tuesday, 1:00 – 2:00: ");
    }

    [Fact]
    public async Task A_forecast_says_that_there_is_not_enough_history_for_it()
    {
        var (page, id) = await OpenAsync("kubernetes-pod", "capacity");
        await using var open = page;
        var report = await demo.ReportAsync("forecast", $"timezone=Europe/Berlin&template_ids={id}");
        Assert.False(report["enough_history"]!.GetValue<bool>());
        await Assertions.Expect(page.Panel("Forecast")).ToContainTextAsync("There is not enough history to say.");
        await Assertions.Expect(page.Panel("Forecast")).ToContainTextAsync($"It takes {report["needed_days"]} days, and {report["history_days"]} days are known.");
    }

    [Fact]
    public async Task A_forecast_has_what_is_expected_its_bands_and_its_error()
    {
        await using var page = await demo.OpenAsync("/");
        JsonObject Of(double scale) => new()
        {
            ["growth_per_week"] = 0.02,
            ["forecast"] = new JsonArray([.. Enumerable.Range(0, 28).Select(day => new JsonObject
            {
                ["date"] = DateOnly.Parse("2026-11-18", CultureInfo.InvariantCulture).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["expected"] = scale + day, ["low_80"] = scale + day - 2, ["high_80"] = scale + day + 2, ["low_95"] = scale + day - 4, ["high_95"] = scale + day + 4,
            })]),
            ["backtest"] = new JsonArray(new JsonObject { ["week"] = 1, ["samples"] = 70, ["mean_absolute_error"] = 1.5, ["median_absolute_error"] = 1.2, ["share"] = 0.05, ["within_80"] = 0.81, ["within_95"] = 0.95 }),
        };
        await Answers.EditAsync(page, "forecast", report =>
        {
            report["enough_history"] = true;
            (report["active_users"], report["peak_users"]) = (Of(30), Of(10));
        });
        await page.Page.GotoAsync($"/templates/{await demo.TemplateAsync("docker")}?{View}#capacity");
        await page.ShowSectionAsync("capacity");
        var panel = page.Panel("Forecast");
        var history = await panel.Locator("[data-point]").CountAsync() - 28;

        // Its figures stand beside the last week that was counted.
        var counted = (await demo.ReportAsync("forecast", $"timezone=Europe/Berlin&template_ids={await demo.TemplateAsync("docker")}"))["history"]!.AsArray().TakeLast(7).Average(day => day!["active_users"]!.GetValue<double>());
        foreach (var (figure, expected) in new[] { ("first-week", 33.0), ("last-week", 54.0) })
        {
            var shown = panel.Locator($"[data-figure-of={figure}]");
            Assert.Equal(expected, double.Parse((await shown.GetAttributeAsync("data-now"))!, CultureInfo.InvariantCulture), 6);
            Assert.Equal(counted, double.Parse((await shown.GetAttributeAsync("data-before"))!, CultureInfo.InvariantCulture), 6);
        }

        Assert.InRange(history, 29, 31);
        Assert.Equal(Enumerable.Range(0, 28).Select(day => $"{30 + day}"), (await ColumnAsync(page, "Forecast", 3)).Skip(history));
        Assert.Equal(Enumerable.Range(0, 28).Select(day => $"{34 + day}"), (await ColumnAsync(page, "Forecast", 0)).Skip(history));
        Assert.Equal("28", (await DashboardPage.AttributesAsync(panel, $"[data-point='{history}'] td", "data-low"))[1]);
        Assert.Equal("1.5", await panel.Locator("[data-error]").GetAttributeAsync("data-error"));
        await Assertions.Expect(panel.Locator("path.band")).ToHaveCountAsync(2);
        await panel.GetByRole(AriaRole.Button, new() { Name = "Most at once" }).ClickAsync();
        Assert.Equal("10", (await ColumnAsync(page, "Forecast", 3))[history]);
        await page.Page.RunAndWaitForRequestAsync(
            () => panel.GetByRole(AriaRole.Button, new() { Name = "12 weeks" }).ClickAsync(), request => request.Url.Contains("/insights/forecast?", StringComparison.Ordinal) && request.Url.Contains("weeks=12", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Utilization_is_what_ran_and_was_used_with_its_price()
    {
        // Days that are over: what runs goes on by the second.
        const string Over = "start_time=2026-10-22T00:00:00Z&end_time=2026-11-18T00:00:00Z&timezone=UTC";
        var id = await demo.TemplateAsync("go-services");
        await using var page = await demo.OpenAsync($"/templates/{id}?start=2026-10-22&end=2026-11-17&interval=day&tz=UTC");
        await page.ShowSectionAsync("utilization");
        var report = await demo.ReportAsync("utilization", $"{Over}&template_ids={id}");
        var panel = page.Panel("Workspaces by idle time");
        Assert.Equal(
            report["workspaces"]!.AsArray().Select(one => $"{one!["workspace_id"]} {one["running_seconds"]} {one["idle_seconds"]}").Order(StringComparer.Ordinal),
            (await RowsAsync(panel, "tr[data-workspace]", "data-workspace", "data-running", "data-idle")).Order(StringComparer.Ordinal));
        Assert.Equal(
            report["users"]!.AsArray().Select(one => $"{one!["user_id"]} {one["idle_seconds"]}").Order(StringComparer.Ordinal),
            (await RowsAsync(page.Panel("Users by idle time"), "tr[data-use]", "data-use", "data-idle")).Order(StringComparer.Ordinal));
        Assert.Equal(report["workspaces_never_used"]!.ToString(), await page.Page.Locator("[data-figure=never-used]").InnerTextAsync());

        await page.Page.GetByLabel("Price of an hour of a workspace").FillAsync("0.5");
        var priced = await demo.ReportAsync("utilization", $"{Over}&template_ids={id}&hourly_rate=0.5");
        var idle = Math.Round(priced["idle_cost"]!.GetValue<double>()).ToString("N0", CultureInfo.InvariantCulture);
        await Assertions.Expect(page.Page.Locator("[data-figure=idle-cost]")).ToContainTextAsync($"{idle} of");
    }

    [Fact]
    public async Task Adoption_is_who_may_who_does_who_is_new_and_who_stays()
    {
        var (page, id) = await OpenAsync("go-services", "adoption");
        await using var open = page;
        var report = await demo.ReportAsync("adoption", $"{Period}&template_ids={id}");
        Assert.Equal(report["days"]!.AsArray().Select(day => day!["monthly"]!.ToString()), await ColumnAsync(page, "Daily, weekly, monthly", 0));
        Assert.Equal(report["days"]!.AsArray().Select(day => day!["daily"]!.ToString()), await ColumnAsync(page, "Daily, weekly, monthly", 2));
        Assert.Equal(report["weekly_users"]!.ToString(), await page.Panel("Daily, weekly, monthly").Locator("[data-figure=weekly]").InnerTextAsync());
        var weeks = report["weeks"]!.AsArray();
        Assert.Equal(weeks.Select(week => week!["returning"]!.ToString()), await ColumnAsync(page, "New and lapsed users", 0));
        Assert.Equal(weeks.Select(week => week!["new"]!.ToString()), await ColumnAsync(page, "New and lapsed users", 1));
        Assert.Equal(weeks.Select(week => week!["lapsed"]!.ToString()), (await ColumnAsync(page, "New and lapsed users", 2)).Select(value => value.TrimStart('-')));
        Assert.Equal(
            report["cohorts"]!.AsArray().Select(cohort => string.Join(' ', cohort!["active"]!.AsArray().Select(count => count!.ToString()))),
            await DashboardPage.AttributesAsync(page.Panel("Cohorts"), "[data-cohort]", "data-active"));
        Assert.Equal(
            report["organizations"]!.AsArray().Select(one => $"Organization {one!["organization_id"]} {one["eligible_users"]} {one["adopted_users"]}").Order(StringComparer.Ordinal),
            (await RowsAsync(page.Panel("Who adopts it"), "tr[data-adopted^=Organization]", "data-adopted", "data-eligible", "data-users")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Support_is_who_needs_help_and_why()
    {
        var (page, id) = await OpenAsync("docker", "support");
        await using var open = page;
        var users = (await demo.ReportAsync("support", $"{Period}&template_ids={id}"))["users"]!.AsArray().Where(user => user!["signals"]!.AsArray().Count > 0).ToArray();
        Assert.NotEmpty(users);
        var panel = page.Panel("Who needs help");
        Assert.Equal(
            users.Select(user => $"{user!["user_id"]} {string.Join(' ', user["signals"]!.AsArray().Select(signal => signal!.ToString()))}").Order(StringComparer.Ordinal),
            (await RowsAsync(panel, "tr[data-signals]", "data-user", "data-signals")).Order(StringComparer.Ordinal));
        await panel.GetByRole(AriaRole.Button, new() { NameRegex = new("^No usage") }).ClickAsync();
        Assert.Equal(
            users.Count(user => user!["signals"]!.AsArray().Any(signal => signal!.ToString() == "no_usage")), (await RowsAsync(panel, "tr[data-signals]", "data-user")).Length);
    }

    [Fact]
    public async Task Connection_is_the_latency_by_day_and_hour_and_how_it_is_spread()
    {
        var (page, id) = await OpenAsync("data-science", "connection");
        await using var open = page;
        var report = await demo.ReportAsync("connection", $"{Period}&template_ids={id}");
        foreach (var (title, key) in new[] { ("Latency by day", "days"), ("Latency by hour", "hours") })
        {
            Assert.Equal(report[key]!.AsArray().Select(one => Latency(one!, "p50")), await ColumnAsync(page, title, 0));
            Assert.Equal(report[key]!.AsArray().Select(one => Latency(one!, "p95")), await ColumnAsync(page, title, 1));
        }

        Assert.Equal(
            report["histogram"]!.AsArray().Select(one => one!["half_hours"]!.ToString()).Where(count => count != "0"), (await ColumnAsync(page, "Latency distribution", 0)).Where(count => count != "0"));

        await using var all = await demo.OpenAsync($"/deployment?{View}");
        await all.ShowSectionAsync("connection");
        var templates = (await demo.ReportAsync("connection", Period))["templates"]!.AsArray();
        Assert.Equal(
            templates.Select(one => $"{one!["template_id"]} {one["latency_ms"]!["p50"]} {one["latency_ms"]!["p95"]}").Order(StringComparer.Ordinal),
            (await RowsAsync(all.Panel("Latency of templates"), "tr[data-p95]", "data-template", "data-p50", "data-p95")).Order(StringComparer.Ordinal));
        Assert.Equal(
            (await demo.ReportAsync("connection", Period))["organizations"]!.AsArray().Select(one => $"{one!["organization_id"]} {one["latency_ms"]!["p50"]} {one["latency_ms"]!["p95"]}").Order(StringComparer.Ordinal),
            (await RowsAsync(all.Panel("Latency of organizations"), "tr[data-p95]", "data-organization", "data-p50", "data-p95")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Tools_are_each_for_itself_and_versions_are_those_in_use()
    {
        var (page, id) = await OpenAsync("kubernetes-pod", "tools");
        await using var open = page;
        var apps = (await demo.ReportAsync("templates", $"{Period}&template_ids={id}&session_apps=each"))["apps_usage"]!.AsArray().Where(app => app!["seconds"]!.GetValue<long>() > 0).ToArray();
        Assert.Contains(apps, app => app!["slug"]!.ToString() == "cursor");
        Assert.Equal(
            apps.Select(app => $"{app!["slug"]} {app["seconds"]} {app["times_used"]}").Order(StringComparer.Ordinal),
            (await RowsAsync(page.Panel("Tools"), "tr[data-tool]", "data-tool", "data-seconds", "data-times")).Order(StringComparer.Ordinal));
        var versions = (await demo.ReportAsync("versions", $"{Period.Replace("&timezone=Europe/Berlin", "", StringComparison.Ordinal)}&template_ids={id}"))["templates"]!.AsArray().SelectMany(template => template!["versions"]!.AsArray());
        Assert.Equal(
            versions.Select(one => $"{one!["template_version_id"]} {one["workspaces"]}").Order(StringComparer.Ordinal),
            (await RowsAsync(page.Panel("Versions in use"), "tr[data-version]", "data-version", "data-workspaces")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Parameters_are_shown_over_time()
    {
        var (page, id) = await OpenAsync("docker", "parameters");
        await using var open = page;
        var parameters = (await demo.ReportAsync("parameters", $"{Period}&interval=day&template_ids={id}"))["parameters"]!.AsArray();
        var panel = page.Panel("Parameters over time");
        foreach (var parameter in parameters)
        {
            await panel.GetByRole(AriaRole.Combobox).SelectOptionAsync(new SelectOptionValue { Label = parameter!["display_name"]!.ToString() });
            var values = parameter["values"]!.AsArray().Select((value, index) => (Count: value!["count"]!.GetValue<int>(), Index: index)).OrderByDescending(value => value.Count).ThenBy(value => value.Index).ToArray();
            Assert.Equal(
                parameter["slots"]!.AsArray().Select(slot => slot!["workspaces"]!.GetValue<int>() is var all and > 0 ? Share(slot["counts"]![values[0].Index]!.GetValue<double>() / all) : ""),
                (await ColumnAsync(page, "Parameters over time", 0)).Select(value => value.Length == 0 ? "" : Share(double.Parse(value, CultureInfo.InvariantCulture))));
        }
    }

    [Fact]
    public async Task History_is_by_month()
    {
        var (page, id) = await OpenAsync("docker", "history");
        await using var open = page;
        var slots = (await demo.ReportAsync("trends", $"start_time=2024-12-01T00:00:00%2B01:00&end_time=2026-11-18T15:00:00Z&timezone=Europe/Berlin&interval=month&template_ids={id}"))["slots"]!.AsArray()
            .SkipWhile(slot => slot!["seconds"]!.GetValue<long>() == 0).ToArray();
        Assert.Equal(2, slots.Length);
        Assert.Equal(slots.Select(slot => slot!["monthly_active_users"]?.ToString() ?? ""), await ColumnAsync(page, "Months", 0));
        Assert.Equal(slots.Select(slot => slot!["daily_active_users"]?.ToString() ?? ""), await ColumnAsync(page, "Months", 2));
        var last = page.Panel("Months").Locator("[data-figure-of=month-users]");
        Assert.Equal(slots[0]!["active_users"]!.ToString(), await last.GetAttributeAsync("data-now"));
        await Assertions.Expect(last.Locator(".figure-change")).ToHaveTextAsync("not recorded");
        await page.Panel("Months").GetByRole(AriaRole.Button, new() { Name = "Hours" }).ClickAsync();
        var vscode = slots.Select(slot => slot!["apps"]!.AsArray().Where(app => app!["slug"]!.ToString() == "vscode").Sum(app => app!["seconds"]!.GetValue<double>()) / 3600);
        Assert.Equal(vscode.Select(Share), (await ColumnAsync(page, "Months", 0)).Select(value => Share(double.Parse(value, CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("/deployment", ColorScheme.Light, 1440)]
    [InlineData("template", ColorScheme.Dark, 1440)]
    [InlineData("template", ColorScheme.Light, 360)]
    public async Task Axe_finds_nothing_in_any_part_and_nothing_is_wider_than_the_screen(string path, ColorScheme theme, int width)
    {
        path = path == "template" ? $"/templates/{await demo.TemplateAsync("docker")}" : path;
        await using var page = await demo.OpenAsync($"{path}?{View}", new PageOptions { Theme = theme, Width = width, BypassPolicy = true });
        foreach (var section in Sections)
        {
            await page.ShowSectionAsync(section);
        }

        Assert.Empty(await page.ViolationsAsync());
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    private async Task<(DashboardPage Page, Guid Template)> OpenAsync(string template, string section)
    {
        var id = await demo.TemplateAsync(template);
        var page = await demo.OpenAsync($"/templates/{id}?{View}");
        await page.ShowSectionAsync(section);
        return (page, id);
    }

    // The values of a series, point by point.
    private static Task<string[]> ColumnAsync(DashboardPage page, string title, int series) =>
        DashboardPage.AttributesAsync(page.Panel(title), $"[data-point] td:nth-child({series + 2})", "data-value");

    private static Task<string[]> RowsAsync(ILocator panel, string selector, params string[] names) => DashboardPage.RowsAsync(panel, selector, names);

    private static string Latency(JsonNode of, string key) => of["latency_ms"]![key]!.GetValue<double>() < 0 ? "" : of["latency_ms"]![key]!.ToString();

    private static string Share(double share) => share.ToString("F6", CultureInfo.InvariantCulture);
}
