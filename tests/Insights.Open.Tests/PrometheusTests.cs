using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Architecture;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>Prometheus, which is not ours, reads what is measured, and answers what the document and the dashboard ask it.</summary>
[Collection(DemoCollection.Name)]
public sealed partial class PrometheusTests(Demo demo, Prometheus prometheus) : IClassFixture<Prometheus>
{
    [Fact]
    public async Task Promtool_finds_nothing_to_complain_of()
    {
        var (exit, output) = await Command.RunAsync("promtool", ["check", "metrics"], input: await ScrapeAsync());

        Assert.True(exit == 0 && output.Length == 0, output);
    }

    [Fact]
    public async Task The_settings_of_the_document_are_settings_of_Prometheus()
    {
        Assert.Single(DocumentedBlock.RunBy(nameof(PrometheusTests)));

        var (exit, output) = await Command.RunAsync("promtool", ["check", "config", "--lint=all", "--lint-fatal", prometheus.Settings]);

        Assert.True(exit == 0, output);
    }

    [Fact]
    public async Task A_server_scrapes_with_a_token_of_the_scope_read_and_answers_with_the_series()
    {
        string[] metrics = ["coderd_insights_templates_active_users", "coderd_insights_applications_usage_seconds", "insights_template_usage_seconds_total", "insights_queue_messages"];
        var series = new Dictionary<string, JsonArray>();
        await InsightsApp.Eventually(async () =>
        {
            foreach (var metric in metrics)
            {
                series[metric] = await prometheus.QueryAsync(metric);
            }

            return series.Values.All(found => found.Count > 0);
        });

        var lines = (await ScrapeAsync()).Split('\n');
        Assert.All(metrics, metric => Assert.Equal(
            lines.Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal)).Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)),
            series[metric].Sum(one => double.Parse(one!["value"]![1]!.GetValue<string>(), CultureInfo.InvariantCulture))));
        Assert.All(series["insights_template_usage_seconds_total"], one => Assert.Equal("insights", one!["metric"]!["job"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Metrics_with_names_of_Coders_have_its_labels() => Assert.Equal(
        new Dictionary<string, string[]>
        {
            ["coderd_insights_applications_usage_seconds"] = ["application_name", "organization_name", "slug", "template_name"],
            ["coderd_insights_templates_active_users"] = ["organization_name", "template_name"],
        },
        (await ScrapeAsync()).Split('\n').Where(line => line.StartsWith("coderd_insights_", StringComparison.Ordinal))
            .GroupBy(line => line.Split('{')[0], line => Label().Matches(line).Select(label => label.Groups["name"].Value).Order(StringComparer.Ordinal))
            .Where(metric => metric.Key != "coderd_insights_parameters")
            .ToDictionary(metric => metric.Key, metric => metric.Distinct(EqualityComparer<IEnumerable<string>>.Create((left, right) => left!.SequenceEqual(right!), _ => 0)).Single().ToArray()));

    [Theory]
    [InlineData(".*")]
    [InlineData("two of them")]
    public async Task Every_question_of_the_dashboard_and_of_the_document_is_answered(string template)
    {
        string[] templates = [];
        await InsightsApp.Eventually(async () =>
            (templates = await prometheus.ValuesOfAsync(GrafanaDashboard.TemplatesOf.Metric, GrafanaDashboard.TemplatesOf.Label)).Length > 1);

        // A variable of several values is written as a choice, and all of them as the dashboard says.
        var chosen = template == ".*" ? template : $"({Regex.Escape(templates[0])}|{Regex.Escape(templates[1])})";
        var questions = GrafanaDashboard.Prometheus.Targets
            .Select(target => ((string)target["expr"]!).Replace("$template", chosen, StringComparison.Ordinal).Replace("$__range", "604800s", StringComparison.Ordinal))
            .Concat(Question().Matches(Repository.Read("docs/integrations.md")).Select(question => question.Groups["query"].Value)).ToArray();

        // An increase takes two scrapes.
        var unanswered = questions;
        await InsightsApp.Eventually(async () =>
        {
            foreach (var question in unanswered)
            {
                unanswered = (await prometheus.QueryAsync(question)).Count > 0 ? [.. unanswered.Except([question])] : unanswered;
            }

            return unanswered.Length == 0;
        });
        Assert.All(questions, question => Assert.DoesNotContain('$', question));
        Assert.Equal(11 + 1, questions.Length);
    }

    private async Task<string> ScrapeAsync()
    {
        using var response = await demo.App.SendAsync(HttpMethod.Get, "/api/v2/metrics");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"[{,](?<name>\w+)=""")]
    private static partial Regex Label();

    [GeneratedRegex("`(?<query>sum by [^`]+)`")]
    private static partial Regex Question();
}
