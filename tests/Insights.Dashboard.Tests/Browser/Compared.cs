using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;

namespace Insights.Dashboard.Tests.Browser;

/// <summary>What the page says of a figure, or of the rows of a list, beside what it was before.</summary>
internal static class Compared
{
    /// <summary>Two weeks that are over, and how an address and the API name the later one, and the API the earlier.</summary>
    public const string View = "start=2026-11-11&end=2026-11-17&interval=day&tz=UTC";

    public const string Now = "start_time=2026-11-11T00:00:00Z&end_time=2026-11-18T00:00:00Z";
    public const string Before = "start_time=2026-11-04T00:00:00Z&end_time=2026-11-11T00:00:00Z";

    /// <summary>The report of both.</summary>
    public static async Task<(JsonNode Now, JsonNode Before)> BothAsync(this Demo demo, string route, string query) =>
        (await demo.ReportAsync(route, $"{Now}&{query}"), await demo.ReportAsync(route, $"{Before}&{query}"));

    /// <summary>Looks at a panel: what it was before comes then.</summary>
    public static async Task LookAtAsync(ILocator panel)
    {
        await panel.EvaluateAsync("panel => panel.scrollIntoView({ block: 'center' })");
        await Assertions.Expect(panel.Locator(".figure-change:not(.unknown)").First).ToBeVisibleAsync();
    }

    /// <summary>A figure is so much, was so much before, and says how these differ.</summary>
    public static async Task AssertFigureAsync(ILocator figure, double now, double before)
    {
        Assert.Equal(now, Number(await figure.GetAttributeAsync("data-now")), 6);
        await AssertChangeAsync(figure.Locator(".figure-change"), now, before);
    }

    /// <summary>The same of the figure that sums a panel up.</summary>
    public static Task AssertHeadlineAsync(ILocator panel, double now, double before) => AssertChangeAsync(panel.Locator(".headline .figure-change"), now, before);

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

    /// <summary>Each row of a list says what it was in the report of before, or as much as what was not there.</summary>
    public static async Task AssertRowsAsync(ILocator panel, string attribute, JsonNode now, JsonNode before, string id, string path, string none) =>
        Assert.Equal(Befores(now, before, id, path, none).Order(StringComparer.Ordinal), (await RowsAsync(panel, attribute)).Order(StringComparer.Ordinal));

    /// <summary>Each row, over all pages, with what it says that it was before.</summary>
    public static async Task<string[]> RowsAsync(ILocator panel, string attribute) =>
        [.. (await DashboardPage.RowsAsync(panel, $"tr[{attribute}]", attribute)).Zip(await DashboardPage.RowsAsync(panel, $"tr[{attribute}] .before .figure-change", "data-before"), (row, was) => $"{row} {was}")];

    /// <summary>Each row of a report with what it was in another.</summary>
    public static IEnumerable<string> Befores(JsonNode now, JsonNode before, string id, string path, string none)
    {
        var were = before.AsArray().ToLookup(one => one![id]!.ToString(), one => NumberAt(one!, path));
        return now.AsArray().Select(one => $"{one![id]} {(were.Contains(one[id]!.ToString()) ? Text(were[one[id]!.ToString()].Last()) : none)}");

        static string Text(double? number) => number is null or < 0 ? "" : number.Value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>A number of a report, by the names of what it is in.</summary>
    public static double? NumberAt(JsonNode report, string path) => path.Split('.').Aggregate((JsonNode?)report, (node, key) => node?[key])?.GetValue<double>();

    /// <summary>What rows add up to.</summary>
    public static double Sum(JsonNode rows, string key) => rows.AsArray().Sum(row => row![key]!.GetValue<double>());

    private static double Number(string? text) => double.Parse(text!, CultureInfo.InvariantCulture);
}
