using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Insights.Functions;
using Insights.Functions.Storage;
using Insights.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Infra.Tests;

/// <summary>The alerts, and that somebody hears of them.</summary>
public sealed partial class AlertTests(InfraFixture infra)
{
    private static readonly string[] Expected =
    [
        "alert-daily-timer", "alert-failure-rate", "alert-no-measurements", "alert-oldest-message", "alert-poison-queue", "alert-queue-throttling", "alert-source-lag", "alert-table-throttling",
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
            Assert.Equal((string?)group["id"], (string?)Target(alert));
        });
    }

    [Theory]
    [MemberData(nameof(InfraFixture.Deployments), MemberType = typeof(InfraFixture))]
    public void Every_alert_names_the_line_of_the_manual_that_says_what_to_do(string file, bool token)
    {
        var manual = Repository.Read("docs/operating.md");
        Assert.All(Alerts(file, token), alert =>
        {
            var line = RunbookLine().Match((string)alert["properties"]!["description"]!);
            Assert.True(line.Success, $"{alert["name"]} names no line.");
            Assert.Equal(ShortName(alert), $"alert-{line.Groups["line"].Value}");
            Assert.Contains($"| `{line.Groups["line"].Value}` |", manual, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("alert-poison-queue")]
    [InlineData("alert-oldest-message")]
    [InlineData("alert-failure-rate")]
    [InlineData("alert-daily-timer")]
    [InlineData("alert-source-lag")]
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

    [Fact]
    public void An_action_group_that_is_given_is_told_and_none_is_made()
    {
        Assert.Empty(infra.OwnActionGroup.Of("Microsoft.Insights/actionGroups"));
        Assert.Equal(Expected.Length, Alerts(infra.OwnActionGroup).Length);
        Assert.All(Alerts(infra.OwnActionGroup), alert => Assert.Equal(InfraFixture.ActionGroup, (string?)Target(alert)));
    }

    // Of a function that runs once a day a share of failures says nothing, and a second one is a day away.
    [Fact]
    public void Every_function_that_runs_once_a_day_has_its_alert()
    {
        var daily = typeof(InsightsServices).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter =>
                parameter.GetCustomAttribute<TimerTriggerAttribute>() is { } trigger && DailySchedule().IsMatch(trigger.Schedule)))
            .Select(method => $"'{method.GetCustomAttribute<FunctionAttribute>()!.Name}'").Order(StringComparer.Ordinal);
        var query = (string)Criterion("alert-daily-timer")["query"]!;
        Assert.Equal(daily, FunctionName().Matches(query).Select(match => match.Value).Order(StringComparer.Ordinal));
        Assert.Equal(0, (int)Criterion("alert-daily-timer")["threshold"]!);
    }

    [Fact]
    public void Two_failures_are_enough_where_little_runs() =>
        Assert.Contains("where Executions >= 20 or Failures >= 2", (string?)Criterion("alert-failure-rate")["query"], StringComparison.Ordinal);

    // The exporter of gauges need not fill in a maximum.
    [Fact]
    public void No_gauge_is_asked_for_a_maximum()
    {
        string[] queries = [(string)Criterion("alert-poison-queue")["query"]!, (string)Criterion("alert-oldest-message")["query"]!, .. WorkbookQueries()];
        var ofGauges = queries.Where(query => query.Contains(InsightsMetrics.QueueMessages, StringComparison.Ordinal) || query.Contains(InsightsMetrics.OldestMessageAge, StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, ofGauges.Length);
        Assert.All(ofGauges, query => Assert.Contains("max(Sum / max_of(ItemCount, 1))", query, StringComparison.Ordinal));
    }

    [Fact]
    public void One_measurement_that_is_late_is_no_standstill()
    {
        var alert = Assert.Single(Alerts("main", token: false), alert => ShortName(alert) == "alert-no-measurements");
        Assert.Equal("PT1H", (string?)alert["properties"]!["windowSize"]);
        Assert.Equal(2, (int)Criterion("alert-no-measurements")["failingPeriods"]!["minFailingPeriodsToAlert"]!);
    }

    [Theory]
    [InlineData("alert-poison-queue", InsightsMetrics.QueueMessages)]
    [InlineData("alert-no-measurements", InsightsMetrics.QueueMessages)]
    [InlineData("alert-oldest-message", InsightsMetrics.OldestMessageAge)]
    [InlineData("alert-source-lag", InsightsMetrics.SourceLag)]
    public void An_alert_asks_for_a_metric_that_the_service_has(string name, string metric) =>
        Assert.Contains($"Name == '{metric}'", (string?)Criterion(name)["query"], StringComparison.Ordinal);

    [Fact]
    public void The_workbook_asks_for_metrics_that_the_service_has()
    {
        var asked = WorkbookQueries().SelectMany(query => MetricName().Matches(query))
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

    private IEnumerable<string> WorkbookQueries()
    {
        var workbook = (string)infra.Snapshot("main", token: false).The("Microsoft.Insights/workbooks")["properties"]!["serializedData"]!;
        return JsonNode.Parse(workbook)!["items"]!.AsArray().Select(item => (string?)item!["content"]!["query"] ?? "");
    }

    private JsonNode[] Alerts(string file, bool token) => Alerts(infra.Snapshot(file, token));

    private static JsonNode[] Alerts(Snapshot snapshot) =>
        [.. snapshot.Of("Microsoft.Insights/scheduledQueryRules"), .. snapshot.Of("Microsoft.Insights/metricAlerts")];

    private static JsonNode Target(JsonNode alert)
    {
        var actions = alert["properties"]!["actions"]!;
        return Assert.Single(actions is JsonArray metric ? metric.Select(action => action!["actionGroupId"]!) : actions["actionGroups"]!.AsArray().Select(action => action!));
    }

    private static string ShortName(JsonNode alert) => ((string)alert["name"]!).Split("-insights-")[0];

    [GeneratedRegex("docs/operating\\.md, Read the alerts: (?<line>[a-z-]+)\\.$")]
    private static partial Regex RunbookLine();

    [GeneratedRegex(@"^\d+ \d+ \d+ \* \* \*$")]
    private static partial Regex DailySchedule();

    [GeneratedRegex("(?<=[(, ])'[A-Za-z]+'(?=[,)])")]
    private static partial Regex FunctionName();

    [GeneratedRegex("Name == '(?<name>[a-z_.]+)'")]
    private static partial Regex MetricName();
}
