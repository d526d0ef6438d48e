using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests;

/// <summary>A figure leads to the people whom it counts, and they add up to it.</summary>
[Collection(DemoCollection.Name)]
public sealed class BehindTests(Demo demo)
{
    private const string View = "start=2026-10-22&end=2026-11-17&interval=day&tz=Europe/Berlin";
    private const string Zone = "timezone=Europe/Berlin";
    private const string Period = "start_time=2026-10-22T00:00:00%2B02:00&end_time=2026-11-18T00:00:00%2B01:00";

    private static readonly (string Key, string Name)[] Kinds = [("new", "New"), ("returning", "Returning"), ("resumed", "Resumed"), ("lapsed", "Lapsed")];

    [Fact]
    public async Task Values_latencies_weeks_cohorts_and_hours_lead_to_the_people_whom_they_count()
    {
        var id = await demo.TemplateAsync("docker");
        await using var page = await demo.OpenAsync($"/templates/{id}?{View}", new PageOptions { BypassPolicy = true });
        await page.SettleAsync();
        Task<JsonNode> ReportAsync(string route) => demo.ReportAsync(route, $"{Period}&{Zone}&template_ids={id}");
        Task<string[]> AskAsync(string query, string period = Period) => PeopleAsync($"{period}&{Zone}&template_ids={id}&{query}");

        // An empty value is a value.
        var parameters = await ReportAsync("parameters");
        var parameter = parameters["parameters"]!.AsArray().Single(one => one!["name"]!.ToString() == "dotfiles_uri")!;
        foreach (var value in parameter["values"]!.AsArray().Take(2).Append(parameter["values"]!.AsArray().Single(value => value!["value"]!.ToString().Length == 0)).Distinct())
        {
            await page.Panel("Parameters usage").Locator($"[data-parameter=dotfiles_uri] [data-value='{value!["value"]}']").GetByRole(AriaRole.Button).ClickAsync();
            var people = await AskAsync($"behind=parameter&parameter=dotfiles_uri&value={Uri.EscapeDataString(value["value"]!.ToString())}&definition={parameter["key"]}");
            await AssertShownAsync(page, people);
            Assert.Equal(value["count"]!.GetValue<int>(), people.Sum(WorkspacesOf));
        }

        await page.ShowSectionAsync("capacity");
        await OpenPlaceAsync(page, "Hours of the week", 9, "ArrowDown");
        await AssertShownAsync(page, await AskAsync("weekday=2&hour=9"));

        await page.ShowSectionAsync("connection");
        var connection = await ReportAsync("connection");
        var day = connection["days"]!.AsArray().Index().First(one => HalfHoursOf(one.Item!) > 0);
        await OpenPlaceAsync(page, "Latency by day", day.Index);
        await AssertMeasuredAsync(page, day.Item!, await AskAsync("behind=latency", PeriodOf(day.Item!)));
        var hour = connection["hours"]!.AsArray().Index().First(one => HalfHoursOf(one.Item!) > 0);
        await OpenPlaceAsync(page, "Latency by hour", hour.Index);
        await AssertMeasuredAsync(page, hour.Item!, await AskAsync($"behind=latency&hour={hour.Item!["hour"]}"));
        var bar = connection["histogram"]!.AsArray().First(one => HalfHoursOf(one!) > 0)!;
        await OpenPlaceAsync(page, "Latency distribution", 0);
        await AssertMeasuredAsync(page, bar, await AskAsync($"behind=latency&from_ms={bar["from_ms"]}&to_ms={bar["to_ms"]}"));

        await page.ShowSectionAsync("adoption");
        var adoption = await ReportAsync("adoption");
        var week = adoption["weeks"]!.AsArray().Index().MaxBy(one => Kinds.Count(kind => one.Item![kind.Key]!.GetValue<int>() > 0));
        await OpenPlaceAsync(page, "New and lapsed users", week.Index);
        foreach (var (key, name) in Kinds.Where(kind => week.Item![kind.Key]!.GetValue<int>() > 0))
        {
            await Who(page).GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
            var people = await AskAsync($"behind={key}", PeriodOf(week.Item!));
            Assert.Equal(week.Item![key]!.GetValue<int>(), people.Length);
            await AssertShownAsync(page, people, isLast: false);
        }

        Assert.Empty(await page.ViolationsAsync());
        await page.Page.Keyboard.PressAsync("Escape");
        var cohort = adoption["cohorts"]![0]!;
        await page.Panel("Cohorts").Locator("[data-cohort]").First.Locator("td.cohort").Nth(1).GetByRole(AriaRole.Button).ClickAsync();
        var stayed = await AskAsync($"behind=cohort&cohort={Uri.EscapeDataString(cohort["start_time"]!.ToString())}", PeriodOf(adoption["weeks"]![1]!));
        Assert.Equal(cohort["active"]![1]!.GetValue<int>(), stayed.Length);
        await AssertShownAsync(page, stayed);

        await page.Panel("Daily, weekly, monthly").Locator(".headline").GetByRole(AriaRole.Button).ClickAsync();
        await AssertShownAsync(page, await AskAsync("behind=adopted"), isLast: false);
        await Who(page).GetByRole(AriaRole.Button, new() { Name = "Not active" }).ClickAsync();
        var idle = await AskAsync("behind=not_adopted");
        Assert.Equal(adoption["eligible_users"]!.GetValue<int>() - adoption["adopted_users"]!.GetValue<int>(), idle.Length);
        await AssertShownAsync(page, idle);
        var organization = adoption["organizations"]![0]!;
        await page.Panel("Who adopts it").Locator($"[data-adopted='Organization {organization["organization_id"]}']").GetByRole(AriaRole.Button).ClickAsync();
        var members = await AskAsync($"behind=adopted&group_ids={organization["organization_id"]}");
        Assert.Equal(organization["adopted_users"]!.GetValue<int>(), members.Length);
        await AssertShownAsync(page, members);

        // A month of which usage is kept, the first of them from its first day on.
        await page.ShowSectionAsync("history");
        await OpenPlaceAsync(page, "Months", 0);
        await AssertShownAsync(page, await AskAsync("behind=activity", "start_time=2026-10-01T00:00:00%2B02:00&end_time=2026-11-01T00:00:00%2B01:00"));

        await page.ShowSectionAsync("parameters");
        var trend = (await demo.ReportAsync("parameters", $"{Period}&{Zone}&template_ids={id}&interval=day"))["parameters"]![0]!;
        var slot = trend["slots"]!.AsArray().Index().First(one => one.Item!["counts"]!.AsArray().Count(count => count!.GetValue<int>() > 0) > 1);
        var given = slot.Item!["counts"]!.AsArray().Index().MaxBy(one => one.Item!.GetValue<int>());
        var most = trend["values"]![given.Index]!["value"]!.ToString();
        await OpenPlaceAsync(page, "Parameters over time", slot.Index);
        await Who(page).GetByRole(AriaRole.Button, new() { Name = trend["options"]?.AsArray().FirstOrDefault(option => option!["value"]!.ToString() == most)?["name"]?.ToString() ?? most, Exact = true }).ClickAsync();
        var owners = await AskAsync($"behind=parameter&parameter={trend["name"]}&value={most}&definition={trend["key"]}", PeriodOf(slot.Item!));
        Assert.Equal(given.Item!.GetValue<int>(), owners.Sum(WorkspacesOf));
        await AssertShownAsync(page, owners);
    }

    private static ILocator Who(DashboardPage page) => page.Page.GetByRole(AriaRole.Dialog);

    /// <summary>Goes to a place of a chart with the keys, and opens it.</summary>
    private static async Task OpenPlaceAsync(DashboardPage page, string title, int place, params string[] before)
    {
        await page.Panel(title).Locator(".slot-chart").FocusAsync();
        foreach (var key in (string[])["Home", .. before, .. Enumerable.Repeat("ArrowRight", place), "Enter"])
        {
            await page.Page.Keyboard.PressAsync(key);
        }
    }

    private static async Task AssertMeasuredAsync(DashboardPage page, JsonNode figure, string[] people)
    {
        Assert.Equal(HalfHoursOf(figure), people.Sum(row => int.Parse(row.Split(' ')[2], CultureInfo.InvariantCulture)));
        await AssertShownAsync(page, people);
    }

    /// <summary>The dialog lists these people with their figures; it is closed if it is the last one of a place.</summary>
    private static async Task AssertShownAsync(DashboardPage page, string[] people, bool isLast = true)
    {
        Assert.NotEmpty(people);
        var dialog = Who(page);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync(people.Length == 1 ? "1 user" : $"{people.Length} users");
        Assert.Equal(
            people.Order(StringComparer.Ordinal),
            (await DashboardPage.RowsAsync(dialog, "tr[data-user]", "data-user", "data-seconds", "data-half-hours", "data-workspaces", "data-last")).Order(StringComparer.Ordinal));
        if (isLast)
        {
            await page.Page.Keyboard.PressAsync("Escape");
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
        }
    }

    /// <summary>Those whom the API answers, each with what the figure says of him.</summary>
    private async Task<string[]> PeopleAsync(string query) =>
        [.. (await demo.ReportAsync("people", query))["users"]!.AsArray().Select(user => $"{user!["user_id"]} {user["seconds"]} {user["half_hours"]} {user["workspaces"]} {user["last_at"]}")];

    private static int WorkspacesOf(string row) => int.Parse(row.Split(' ')[3], CultureInfo.InvariantCulture);

    private static int HalfHoursOf(JsonNode figure) => figure["half_hours"]!.GetValue<int>();

    private static string PeriodOf(JsonNode figure) => $"start_time={Uri.EscapeDataString(figure["start_time"]!.ToString())}&end_time={Uri.EscapeDataString(figure["end_time"]!.ToString())}";
}
