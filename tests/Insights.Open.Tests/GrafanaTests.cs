using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>The dashboards of <c>grafana/</c> ask for what there is, and get it.</summary>
[Collection(DemoCollection.Name)]
public sealed class GrafanaTests(Demo demo)
{
    [Fact]
    public async Task Every_panel_of_the_api_gets_rows_with_its_columns_whatever_times_are_picked()
    {
        foreach (var target in TargetsOf("infinity"))
        {
            var url = ((string)target["url"]!).Replace("${__from:date:iso}", "2026-11-11T08:13:20.123Z", StringComparison.Ordinal)
                .Replace("${__to:date:iso}", "2026-11-18T14:19:59.999Z", StringComparison.Ordinal);
            var found = ((string)target["root_selector"]!).Split('.').Aggregate(await demo.App.GetAsync(url), (node, name) => node[name]!);
            var rows = found is JsonArray list ? list : [found.DeepClone()];

            Assert.NotEmpty(rows);
            Assert.All(target["columns"]!.AsArray(), column =>
                Assert.NotNull(((string)column!["selector"]!).Split('.').Aggregate(rows[0], (node, name) => node?[name])));
        }
    }

    [Fact]
    public async Task Every_panel_of_Prometheus_asks_for_metrics_that_there_are()
    {
        using var response = await demo.App.SendAsync(HttpMethod.Get, "/api/v2/metrics");
        var metrics = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n')
            .Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToHashSet();

        Assert.All(
            TargetsOf("prometheus").Select(target => (string)target["expr"]!),
            query => Assert.Contains(metrics, metric => query.Contains(metric, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_query_for_Prometheus_is_one()
    {
        await PrometheusTests.PrepareAsync();
        using var folder = new ScratchFolder();
        var queries = TargetsOf("prometheus").Select(target => ((string)target["expr"]!)
            .Replace("$template", ".*", StringComparison.Ordinal).Replace("$__range", "7d", StringComparison.Ordinal));
        var rules = string.Concat(queries.Select((query, number) => $"\n      - record: query:{number}\n        expr: {query}"));
        var path = Path.Combine(folder.Path, "rules.yml");
        await File.WriteAllTextAsync(path, $"groups:\n  - name: dashboard\n    rules:{rules}\n", TestContext.Current.CancellationToken);

        var (exit, output) = await Command.RunAsync("promtool", ["check", "rules", path]);

        Assert.True(exit == 0, output);
    }

    private static IEnumerable<JsonNode> TargetsOf(string dashboard, [CallerFilePath] string file = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "grafana", $"{dashboard}.json");
        return JsonNode.Parse(File.ReadAllText(path))!["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => target!);
    }
}
