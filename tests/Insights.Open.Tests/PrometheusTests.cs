using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>Prometheus, which is not ours, reads what is measured.</summary>
[Collection(DemoCollection.Name)]
public sealed class PrometheusTests(Demo demo)
{
    [Fact]
    public async Task Promtool_finds_nothing_to_complain_of()
    {
        await PrepareAsync();
        using var response = await demo.App.SendAsync(HttpMethod.Get, "/api/v2/metrics");
        var (exit, output) = await Command.RunAsync(
            "promtool", ["check", "metrics"], input: await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.True(exit == 0 && output.Length == 0, output);
    }

    [Fact]
    public async Task A_server_scrapes_with_a_token_of_the_scope_read_and_answers_with_the_series()
    {
        await PrepareAsync();
        using var folder = new ScratchFolder();
        var token = await demo.App.SendAsync(
            HttpMethod.Post, "/api/v2/tokens", new StringContent("""{"name":"prometheus","scopes":["read"],"service":true}"""));
        var text = JsonNode.Parse(await token.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["token"]!.GetValue<string>();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "token"), text, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "prometheus.yml"), $"""
            scrape_configs:
              - job_name: insights
                scrape_interval: 1s
                metrics_path: /api/v2/metrics
                authorization:
                  credentials_file: {folder.Path}/token
                static_configs:
                  - targets: ["{demo.App.Http.BaseAddress!.Authority}"]
            """, TestContext.Current.CancellationToken);
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        await using var server = Service.Start("prometheus",
        [
            $"--config.file={folder.Path}/prometheus.yml", $"--storage.tsdb.path={folder.Path}/data", $"--web.listen-address={address.Authority}", "--log.level=error",
        ]);
        using var http = new HttpClient { BaseAddress = address };

        string[] metrics = ["coderd_insights_templates_active_users", "coderd_insights_applications_usage_seconds", "insights_template_usage_seconds_total", "insights_queue_messages"];
        var series = new Dictionary<string, JsonArray>();
        await InsightsApp.Eventually(async () =>
        {
            foreach (var metric in metrics)
            {
                series[metric] = await QueryAsync(http, metric);
            }

            return series.Values.All(found => found.Count > 0);
        });

        using var response = await demo.App.SendAsync(HttpMethod.Get, "/api/v2/metrics");
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n');
        Assert.All(metrics, metric => Assert.Equal(
            lines.Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal)).Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)),
            series[metric].Sum(one => double.Parse(one!["value"]![1]!.GetValue<string>(), CultureInfo.InvariantCulture))));
        Assert.All(series["insights_template_usage_seconds_total"], one => Assert.Equal("insights", one!["metric"]!["job"]!.GetValue<string>()));
    }

    private static async Task<JsonArray> QueryAsync(HttpClient http, string query)
    {
        try
        {
            var answer = JsonNode.Parse(await http.GetStringAsync($"/api/v1/query?query={query}", TestContext.Current.CancellationToken))!;
            return answer["data"]!["result"]!.AsArray();
        }
        catch (HttpRequestException)
        {
            // It is not up yet.
            return [];
        }
    }

    internal static async Task PrepareAsync()
    {
        if (!IsThere())
        {
            await DebianPackage.InstallAsync("prometheus", Console.Error, TestContext.Current.CancellationToken);
            Assert.True(IsThere(), "Prometheus is needed, and could not be installed. Install it, with promtool, so that both are in PATH.");
        }
    }

    private static bool IsThere() => new[] { "promtool", "prometheus" }.All(command =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, command))));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
