using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Functions.Tests.Metrics;

/// <summary>What Prometheus is told of templates, now and today.</summary>
public sealed class MetricsTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 2, 30, TimeSpan.Zero);
    private static readonly Guid Organization = new("20000000-0000-0000-0000-000000000001");

    [Fact]
    public async Task Figures_are_those_of_the_last_minutes_and_of_the_day()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        await app.PostAsync("catalog", new JsonObject
        {
            ["organizations"] = new JsonArray(new JsonObject { ["id"] = Organization, ["name"] = "platform" }),
            ["templates"] = new JsonArray(new JsonObject { ["id"] = Stats.Template, ["organization_id"] = Organization, ["name"] = "a \"quoted\"\\name\n" }),
        });

        // Two at once in the morning, one of whom is there again; the window reaches over the half-hour.
        await app.PostAsync("agent-stats", Stats.Of(Now.Date.AddHours(9), user: 1));
        await app.PostAsync("agent-stats", Stats.Of(Now.Date.AddHours(9).AddSeconds(30), user: 2));
        await app.PostAsync("agent-stats", Stats.Of(Now.AddMinutes(-4), user: 1));
        await app.PostAsync("agent-stats", Stats.Of(Now.AddMinutes(-6), user: 3));
        await app.PostAsync("agent-stats", Stats.Of(Now.AddDays(-1), user: 4));
        await app.DrainAsync();

        var lines = await ScrapeAsync(app);

        const string Name = "template_name=\"a \\\"quoted\\\"\\\\name\\n\",organization_name=\"platform\"";
        var id = $"template_id=\"{Stats.Template}\"";
        Assert.Contains($"coderd_insights_templates_active_users{{{Name}}} 1", lines);
        Assert.Contains($"coderd_insights_applications_usage_seconds{{{Name},application_name=\"Visual Studio Code\",slug=\"\"}} 60", lines);
        Assert.Contains("insights_active_users 1", lines);
        Assert.Contains("insights_peak_users 2", lines);
        Assert.Contains($"insights_template_peak_users{{{id},{Name}}} 2", lines);
        Assert.Contains($"insights_template_usage_seconds_total{{{id},{Name}}} 240", lines);
        Assert.Contains($"insights_app_usage_seconds_total{{{id},{Name},type=\"builtin\",slug=\"vscode\",application_name=\"Visual Studio Code\"}} 240", lines);
        Assert.Contains("insights_queue_messages{queue=\"usage\"} 0", lines);
    }

    [Fact]
    public async Task Parameters_of_new_builds_are_counted_as_Coder_counts_them()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        var (version, workspace) = (Guid.NewGuid(), Guid.NewGuid());
        await app.PostAsync("catalog", new JsonObject
        {
            ["templates"] = new JsonArray(new JsonObject { ["id"] = Stats.Template, ["name"] = "docker" }),
            ["template_versions"] = new JsonArray(new JsonObject
            {
                ["id"] = version,
                ["template_id"] = Stats.Template,
                ["parameters"] = new JsonArray(new JsonObject { ["name"] = "region", ["type"] = "string" }),
            }),
        });
        await app.PostAsync("workspace-builds", new JsonObject
        {
            ["builds"] = new JsonArray(new JsonObject
            {
                ["id"] = Guid.NewGuid(),
                ["workspace_id"] = workspace,
                ["owner_id"] = Stats.User(1),
                ["template_id"] = Stats.Template,
                ["template_version_id"] = version,
                ["build_number"] = 1,
                ["created_at"] = Now.AddMinutes(-2),
                ["parameters"] = new JsonArray(new JsonObject { ["name"] = "region", ["value"] = "eu" }),
            }),
        });

        Assert.Contains(
            "coderd_insights_parameters{template_name=\"docker\",organization_name=\"\",parameter_name=\"region\",parameter_type=\"string\",parameter_value=\"eu\"} 1", await ScrapeAsync(app));
    }

    [Fact]
    public async Task A_scrape_each_fifteen_seconds_costs_storage_no_more_than_one_a_minute()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        await app.PostAsync("agent-stats", Stats.Of(Now, user: 1));
        await app.DrainAsync();
        await ScrapeAsync(app);
        using var calls = new StorageCalls(app.Account);

        for (var scrape = 0; scrape < 3; scrape++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(15));
            await ScrapeAsync(app);
        }

        Assert.Equal(0, calls.Total);

        // Made anew beside the scrape, which is answered with what there is.
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        await app.PostAsync("agent-stats", Stats.Of(app.Clock.GetUtcNow(), user: 2));
        await app.DrainAsync();
        await InsightsApp.Eventually(async () => (await ScrapeAsync(app)).Contains("insights_active_users 2"));
        Assert.InRange(calls.Total, 1, 40);
    }

    private static async Task<string[]> ScrapeAsync(InsightsApp app)
    {
        using var response = await app.SendAsync(HttpMethod.Get, "/api/v2/metrics");
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n');
    }
}
