using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Insights.Functions.Storage;
using Insights.Functions.Telemetry;

namespace Insights.Infra.Tests;

/// <summary>The alerts, and that somebody hears of them.</summary>
public sealed partial class AlertTests(InfraFixture infra)
{
    private static readonly string[] Expected =
    [
        "alert-failure-rate", "alert-no-measurements", "alert-oldest-message", "alert-poison-queue", "alert-queue-throttling", "alert-table-throttling",
    ];

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void Everything_that_operators_have_to_know_has_its_alert(string file, bool token) =>
        Assert.Equal(Expected, Alerts(file, token).Select(ShortName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void Every_alert_is_on_and_goes_to_somebody(string file, bool token)
    {
        var group = infra.Snapshot(file, token).The("Microsoft.Insights/actionGroups");
        var receivers = group["properties"]!.AsObject().Where(property => property.Key.EndsWith("Receivers", StringComparison.Ordinal));
        Assert.NotEmpty(receivers.SelectMany(kind => kind.Value!.AsArray()));
        Assert.True((bool)group["properties"]!["enabled"]!);
        Assert.All(Alerts(file, token), alert =>
        {
            Assert.True((bool)alert["properties"]!["enabled"]!);
            var actions = alert["properties"]!["actions"]!;
            var targets = actions is JsonArray metric ? metric.Select(action => action!["actionGroupId"]!) : actions["actionGroups"]!.AsArray().Select(action => action!);
            Assert.Equal((string?)group["id"], (string?)Assert.Single(targets));
        });
    }

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void Every_alert_names_the_line_of_the_readme_that_says_what_to_do(string file, bool token)
    {
        var readme = Repository.Read("README.md");
        Assert.All(Alerts(file, token), alert =>
        {
            var line = RunbookLine().Match((string)alert["properties"]!["description"]!);
            Assert.True(line.Success, $"{alert["name"]} names no line.");
            Assert.Equal(ShortName(alert), $"alert-{line.Groups["line"].Value}");
            Assert.Contains($"| `{line.Groups["line"].Value}` |", readme, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("alert-poison-queue")]
    [InlineData("alert-oldest-message")]
    [InlineData("alert-failure-rate")]
    public void An_alert_on_one_of_many_names_which_one(string name)
    {
        var criterion = Criterion(name);
        var dimension = (string)Assert.Single(criterion["dimensions"]!.AsArray())!["name"]!;
        Assert.Matches($@" by (\w+ = \w+, )*{dimension}\b", (string?)criterion["query"]);
    }

    [Fact]
    public void One_message_on_a_poison_queue_is_enough()
    {
        var criterion = Criterion("alert-poison-queue");
        Assert.Contains($"Queue endswith '{StorageNames.PoisonSuffix}'", (string?)criterion["query"], StringComparison.Ordinal);
        Assert.Equal("GreaterThan", (string?)criterion["operator"]);
        Assert.Equal(0, (int)criterion["threshold"]!);
    }

    [Theory]
    [InlineData("alert-poison-queue", InsightsMetrics.QueueMessages)]
    [InlineData("alert-no-measurements", InsightsMetrics.QueueMessages)]
    [InlineData("alert-oldest-message", InsightsMetrics.OldestMessageAge)]
    public void An_alert_asks_for_a_metric_that_the_service_has(string name, string metric) =>
        Assert.Contains($"Name == '{metric}'", (string?)Criterion(name)["query"], StringComparison.Ordinal);

    [Fact]
    public void The_workbook_asks_for_metrics_that_the_service_has()
    {
        var workbook = (string)infra.Snapshot("main", token: false).The("Microsoft.Insights/workbooks")["properties"]!["serializedData"]!;
        var queries = JsonNode.Parse(workbook)!["items"]!.AsArray().Select(item => (string?)item!["content"]!["query"] ?? "");
        var asked = queries.SelectMany(query => MetricName().Matches(query))
            .Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(InsightsMetrics.Names.Order(StringComparer.Ordinal), asked);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("queue")]
    public void Throttling_is_counted_where_it_occurs(string service)
    {
        var alert = Assert.Single(Alerts("main", token: false), alert => ShortName(alert) == $"alert-{service}-throttling");
        var criterion = Assert.Single(alert["properties"]!["criteria"]!["allOf"]!.AsArray())!;
        var account = (string)infra.Snapshot("main", token: false).The("Microsoft.Storage/storageAccounts")["id"]!;
        Assert.Equal($"{account}/{service}Services/default", (string?)Assert.Single(alert["properties"]!["scopes"]!.AsArray()));
        Assert.Equal("Transactions", (string?)criterion["metricName"]);
        var dimension = Assert.Single(criterion["dimensions"]!.AsArray())!;
        Assert.Equal("ResponseType", (string?)dimension["name"]);
        Assert.Contains("ServerBusyError", dimension["values"]!.AsArray().Select(value => (string)value!));
        Assert.Contains("ClientAccountRequestThrottlingError", dimension["values"]!.AsArray().Select(value => (string)value!));
    }

    private JsonNode Criterion(string name) => Assert.Single(
        Assert.Single(Alerts("main", token: false), alert => ShortName(alert) == name)["properties"]!["criteria"]!["allOf"]!.AsArray())!;

    private JsonNode[] Alerts(string file, bool token)
    {
        var snapshot = infra.Snapshot(file, token);
        return [.. snapshot.Of("Microsoft.Insights/scheduledQueryRules"), .. snapshot.Of("Microsoft.Insights/metricAlerts")];
    }

    private static string ShortName(JsonNode alert) => ((string)alert["name"]!).Split("-insights-")[0];

    [GeneratedRegex("README, Read the alerts: (?<line>[a-z-]+)\\.$")]
    private static partial Regex RunbookLine();

    [GeneratedRegex("Name == '(?<name>[a-z_.]+)'")]
    private static partial Regex MetricName();
}
