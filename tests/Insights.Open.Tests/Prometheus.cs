using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.Architecture;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>A server of Prometheus that scrapes the demo, set up as the document says, for all tests that ask it.</summary>
public sealed class Prometheus(Demo demo) : IAsyncLifetime
{
    private readonly ScratchFolder _folder = new();
    private Service? _server;
    private HttpClient? _http;

    /// <summary>Its settings: those of the document, with the address and the token of the demo, and with less patience.</summary>
    internal string Settings { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        var token = Path.Combine(_folder.Path, "token");
        await File.WriteAllTextAsync(token, await demo.NewTokenAsync("prometheus"), TestContext.Current.CancellationToken);
        Settings = Path.Combine(_folder.Path, "prometheus.yml");
        await File.WriteAllTextAsync(Settings, With(token), TestContext.Current.CancellationToken);
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        _server = Service.Start("prometheus", [$"--config.file={Settings}", $"--storage.tsdb.path={_folder.Path}/data", $"--web.listen-address={address.Authority}", "--log.level=error"]);
        _http = new HttpClient { BaseAddress = address };
    }

    /// <summary>The series that a query finds now; none while the server is not up.</summary>
    internal async Task<JsonArray> QueryAsync(string query) =>
        (await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}"))?["result"]?.AsArray() ?? [];

    /// <summary>The values of a label of a metric, as Grafana asks for those of a variable.</summary>
    internal async Task<string[]> ValuesOfAsync(string metric, string label) =>
        [.. ((await GetAsync($"/api/v1/label/{label}/values?match[]={Uri.EscapeDataString(metric)}"))?.AsArray() ?? []).Select(value => (string)value!)];

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>Has Prometheus and its tool installed where they are not there.</summary>
    internal static async Task PrepareAsync()
    {
        if (!IsThere())
        {
            await DebianPackage.InstallAsync("prometheus", Console.Error, TestContext.Current.CancellationToken);
            Assert.True(IsThere(), "Prometheus is needed, and could not be installed. Install it, with promtool, so that both are in PATH.");
        }
    }

    // What is replaced must be there, or the demo would not be scraped.
    private string With(string token)
    {
        var settings = Assert.Single(DocumentedBlock.RunBy(nameof(PrometheusTests))).Text;
        foreach (var (documented, here) in new[]
        {
            ("scrape_interval: 15s", "scrape_interval: 1s"), ("scheme: https", "scheme: http"), ("/etc/prometheus/insights-token", token),
            ("func-insights-dev.azurewebsites.net", demo.App.Http.BaseAddress!.Authority),
        })
        {
            Assert.Contains(documented, settings, StringComparison.Ordinal);
            settings = settings.Replace(documented, here, StringComparison.Ordinal);
        }

        return settings;
    }

    private async Task<JsonNode?> GetAsync(string path)
    {
        try
        {
            return JsonNode.Parse(await _http!.GetStringAsync(path, TestContext.Current.CancellationToken))!["data"];
        }
        catch (HttpRequestException notUp) when (notUp.StatusCode is null or HttpStatusCode.ServiceUnavailable)
        {
            return null;
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
