using System.Text.Json.Nodes;
using Insights.Functions.Tests.Architecture;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>What the document has for Power Query is an expression of it, and asks for what is answered.</summary>
[Collection(DemoCollection.Name)]
public sealed class PowerQueryTests(Demo demo)
{
    [Fact]
    public async Task The_query_of_the_document_asks_for_a_table_that_has_the_figures_of_the_API()
    {
        var query = Assert.Single(DocumentedBlock.RunBy(nameof(PowerQueryTests))).Text;
        var token = await demo.NewTokenAsync("power-query");

        var (exit, output) = await NodePackages.RunAsync("power-query.mjs", [$"{Demo.Now:yyyy-MM-ddTHH:mm:ssZ}", token], query);
        Assert.True(exit == 0, output);
        var asked = JsonNode.Parse(output)!;
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(demo.App.Http.BaseAddress!, $"{asked["path"]}?{string.Join('&', asked["query"]!.AsObject().Select(field => $"{field.Key}={Uri.EscapeDataString((string)field.Value!)}"))}"));
        foreach (var (name, value) in asked["headers"]!.AsObject())
        {
            request.Headers.Add(name, (string)value!);
        }

        // Nothing but what the query itself sends: the caller of the demo has a token of its own.
        using var http = new HttpClient();
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var table = CsvText.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        var report = await demo.App.GetAsync("/api/v2/insights/templates?start_time=2026-10-21T14:00:00Z&end_time=2026-11-18T14:30:00Z&round=outward&interval=day&sections=interval_reports");
        Assert.Equal("https://func-insights-dev.azurewebsites.net", (string)asked["host"]!);
        Assert.Equal((",", 65001, true), ((string)asked["delimiter"]!, (int)asked["encoding"]!, (bool)asked["hasHeader"]!));
        Assert.Equal(["start_time", "end_time", "interval", "active_users"], table[0]);
        Assert.Equal(
            report["interval_reports"]!.AsArray().Select(slot => (DateTimeOffset.Parse((string)slot!["start_time"]!, null), $"{slot["active_users"]}")),
            table.Skip(1).Select(row => (DateTimeOffset.Parse(row[0], null), row[3])));
        Assert.True(table.Count > 28, $"{table.Count} lines are too few for four weeks.");
    }

    [Theory]
    [InlineData("let A = 1 in", "It is no expression of Power Query")]
    [InlineData("Web.Contents(Host, [])", "There is no Host.")]
    [InlineData("""Web.Contents("https://a", [Content = "b"])""", "Web.Contents is told Content.")]
    [InlineData("""DateTimeZone.ToText(DateTimeZone.UtcNow(), [Format = "yyyy-MM-ddTHH:mm:ssZ"])""", "of undefined")]
    public async Task What_is_not_known_of_Power_Query_is_a_fault(string query, string fault)
    {
        var (exit, output) = await NodePackages.RunAsync("power-query.mjs", [$"{Demo.Now:yyyy-MM-ddTHH:mm:ssZ}", "token"], query);

        Assert.NotEqual(0, exit);
        Assert.Contains(fault, output, StringComparison.Ordinal);
    }
}
