using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Insights.Functions.Tests.Architecture;

namespace Insights.Open.Tests;

/// <summary>A dashboard of <c>grafana/</c>.</summary>
/// <param name="Json">As it is imported.</param>
internal sealed partial record GrafanaDashboard(JsonNode Json)
{
    /// <summary>The one for Prometheus.</summary>
    public static GrafanaDashboard Prometheus { get; } = Read("prometheus");

    /// <summary>The one for the API, by the data source Infinity.</summary>
    public static GrafanaDashboard Infinity { get; } = Read("infinity");

    /// <summary>What the variable <c>template</c> asks Prometheus for: the values of a label of a metric.</summary>
    public static (string Metric, string Label) TemplatesOf
    {
        get
        {
            var variable = Prometheus.Json["templating"]!["list"]!.AsArray().Single(variable => (string)variable!["type"]! == "query")!;
            var query = LabelValues().Match((string)variable["query"]!["query"]!);
            return (query.Groups["metric"].Value, query.Groups["label"].Value);
        }
    }

    /// <summary>Its panels.</summary>
    public IEnumerable<JsonNode> Panels => Json["panels"]!.AsArray().Select(panel => panel!);

    /// <summary>What its panels ask for.</summary>
    public IEnumerable<JsonNode> Targets => Panels.SelectMany(panel => panel["targets"]!.AsArray()).Select(target => target!);

    private static GrafanaDashboard Read(string name) => new(JsonNode.Parse(Repository.Read($"grafana/{name}.json"))!);

    [GeneratedRegex(@"^label_values\((?<metric>\w+), (?<label>\w+)\)$")]
    private static partial Regex LabelValues();
}
