using System.Text.Json.Nodes;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>The dashboards of <c>grafana/</c> ask for what there is, and get it.</summary>
[Collection(DemoCollection.Name)]
public sealed class GrafanaTests(Demo demo)
{
    [Fact]
    public async Task Every_panel_of_the_api_gets_rows_with_its_columns_whatever_times_are_picked()
    {
        foreach (var target in GrafanaDashboard.Infinity.Targets)
        {
            // As Grafana writes the time picker's ends: in UTC, with milliseconds.
            var url = ((string)target["url"]!).Replace("${__from:date:iso}", "2026-11-11T08:13:20.123Z", StringComparison.Ordinal)
                .Replace("${__to:date:iso}", "2026-11-18T14:19:59.999Z", StringComparison.Ordinal);
            Assert.DoesNotContain('$', url);

            var rows = (string)target["type"]! == "csv" ? await TableAsync(url) : await RowsAsync(url, (string)target["root_selector"]!);

            Assert.NotEmpty(rows);
            Assert.All(target["columns"]!.AsArray(), column => AssertIs(
                (string)column!["type"]!, ((string)column["selector"]!).Split('.').Aggregate((JsonNode?)rows[0], (node, name) => node?[name])));
        }
    }

    // What the data source takes, as its own types have it (src/types/query.types.ts of grafana/grafana-infinity-datasource).
    [Fact]
    public void Every_panel_of_the_api_asks_in_the_words_of_Infinity() => Assert.All(GrafanaDashboard.Infinity.Targets, target =>
    {
        Assert.Equal("yesoreyeram-infinity-datasource", (string)target["datasource"]!["type"]!);
        Assert.Contains((string)target["type"]!, new[] { "json", "csv" });
        Assert.Contains((string)target["format"]!, new[] { "table", "timeseries" });
        Assert.Equal(("url", "backend", "GET"), ((string)target["source"]!, (string)target["parser"]!, (string)target["url_options"]!["method"]!));
        Assert.StartsWith("/api/v2/", (string)target["url"]!, StringComparison.Ordinal);
        Assert.Equal((string)target["format"]! == "timeseries", target["columns"]!.AsArray().Any(column => (string)column!["type"]! == "timestamp"));
    });

    [Fact]
    public void Panels_have_a_place_of_their_own_and_a_source_that_is_chosen() => Assert.All([GrafanaDashboard.Infinity, GrafanaDashboard.Prometheus], dashboard =>
    {
        var panels = dashboard.Panels.ToArray();
        var source = (string)dashboard.Json["templating"]!["list"]![0]!["query"]!;
        Assert.Equal(panels.Length, panels.Select(panel => (int)panel["id"]!).Distinct().Count());
        Assert.All(panels, panel => Assert.Equal((source, "${source}"), ((string)panel["datasource"]!["type"]!, (string)panel["datasource"]!["uid"]!)));
        var places = panels.SelectMany(panel => PlaceOf(panel["gridPos"]!)).ToArray();
        Assert.Equal(places.Length, places.Distinct().Count());
        Assert.All(places, place => Assert.InRange(place.X, 0, 23));
    });

    [Fact]
    public async Task Every_query_for_Prometheus_is_one()
    {
        await Prometheus.PrepareAsync();
        using var folder = new ScratchFolder();
        var queries = GrafanaDashboard.Prometheus.Targets.Select(target => ((string)target["expr"]!)
            .Replace("$template", ".*", StringComparison.Ordinal).Replace("$__range", "7d", StringComparison.Ordinal));
        var rules = string.Concat(queries.Select((query, number) => $"\n      - record: query:{number}\n        expr: {query}"));
        var path = Path.Combine(folder.Path, "rules.yml");
        await File.WriteAllTextAsync(path, $"groups:\n  - name: dashboard\n    rules:{rules}\n", TestContext.Current.CancellationToken);

        var (exit, output) = await Command.RunAsync("promtool", ["check", "rules", path]);

        Assert.True(exit == 0, output);
    }

    private static void AssertIs(string type, JsonNode? value) => Assert.True(
        type switch
        {
            "number" => double.TryParse($"{value}", out _),
            "timestamp" => DateTimeOffset.TryParse((string?)value, out _),
            "string" => value is JsonValue && $"{value}".Length > 0,
            _ => false,
        },
        $"{value?.ToJsonString()} is no {type}.");

    private static IEnumerable<(int X, int Y)> PlaceOf(JsonNode at) =>
        from x in Enumerable.Range((int)at["x"]!, (int)at["w"]!) from y in Enumerable.Range((int)at["y"]!, (int)at["h"]!) select (x, y);

    private async Task<IReadOnlyList<JsonNode>> RowsAsync(string url, string root)
    {
        var found = root.Split('.').Aggregate(await demo.App.GetAsync(url), (node, name) => node[name]!);
        return found is JsonArray list ? [.. list.Select(row => row!)] : [found];
    }

    private async Task<IReadOnlyList<JsonNode>> TableAsync(string url)
    {
        using var response = await demo.App.SendAsync(HttpMethod.Get, url);
        var table = CsvText.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return [.. table.Skip(1).Select(row => new JsonObject(table[0].Zip(row, (name, value) => KeyValuePair.Create(name, (JsonNode?)value))))];
    }
}
