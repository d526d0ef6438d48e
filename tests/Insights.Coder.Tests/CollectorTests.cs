using System.Text.Json.Nodes;
using Insights.Coder.Database;
using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Collector;
using Insights.Functions.Tests.App;
using Insights.Local.Coder;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>The program beside Coder.</summary>
public sealed class CollectorTests(PostgresServer postgres, StorageEmulator storage)
{
    [Fact]
    public async Task It_may_be_killed_at_any_moment_and_the_figures_are_exact()
    {
        var now = DateTime.UtcNow;
        now = new DateTime(now.Ticks / 10 * 10, DateTimeKind.Utc);
        var world = await postgres.NewCoderAsync(Dialect.Names);
        var activity = new Activity(world, Dialect.Names, seed: 3);
        var first = now.AddDays(-120);
        await activity.SetUpAsync(first);
        await activity.WorkAsync(first, now, bouts: 150);
        await activity.WorkAsync(now.AddHours(-20), now, bouts: 20);
        await world.RollUpAsync(now.AddHours(-1));
        await world.PurgeAsync();
        await using var app = await InsightsApp.StartAsync(storage, now);
        var token = Path.GetTempFileName();
        await File.WriteAllTextAsync(token, InsightsApp.Token, TestContext.Current.CancellationToken);

        // Once as soon as it has begun, then at every so many days of history, then in polls that have something to do.
        foreach (var left in new[] { 1000.0, 100, 80, 55, 20, 0.1 })
        {
            using var collector = CollectorProcess.Start(world, app, token);
            await InsightsApp.Eventually(async () => await HistoryLeftAsync(app) <= left);
            await collector.KillAsync();
            await activity.WorkAsync(now.AddMinutes(-9), now, bouts: 2);
        }

        for (var poll = 0; poll < 4; poll++)
        {
            var before = await SourceAsync(app);
            await activity.WorkAsync(now.AddMinutes(-9), now, bouts: 3);
            using var collector = CollectorProcess.Start(world, app, token);
            await InsightsApp.Eventually(async () => (await SourceAsync(app))!.ToJsonString() != before!.ToJsonString());
            await collector.KillAsync();
        }

        using var last = CollectorProcess.Start(world, app, token, "--once");
        var (exitCode, output) = await last.EndAsync();
        Assert.True(exitCode == 0, output);
        await Figures.AssertEqualAsync(world, app, now.AddDays(-12), first);
        File.Delete(token);
    }

    [Theory]
    [InlineData("Option '--insights' is required.")]
    [InlineData("--insights must be an https:// address", "--coder", "Host=db;Database=coder", "--insights", "http://insights.example.com", "--token-file", "t")]
    [InlineData("--insights must be an address", "--coder", "Host=db;Database=coder", "--insights", "insights", "--token-file", "t")]
    [InlineData("Coder's database must be given as", "--coder", "hunter2", "--insights", "https://insights.example.com", "--token-file", "t")]
    [InlineData("Name Coder's database with --coder", "--insights", "https://insights.example.com", "--token-file", "t")]
    [InlineData("Coder's address must begin with https://", "--coder-url", "http://coder.example.com", "--coder-token-file", "c", "--insights", "https://insights.example.com", "--token-file", "t")]
    [InlineData("Coder's API takes a token", "--coder-url", "https://coder.example.com", "--insights", "https://insights.example.com", "--token-file", "t")]
    [InlineData("not by both", "--coder-url", "https://coder.example.com", "--coder", "Host=db;Password=hunter2", "--insights", "https://insights.example.com", "--token-file", "t")]
    public void A_wrong_command_line_is_said_in_words(string problem, params string[] arguments)
    {
        var parsed = CollectorCommand.Create().Parse(arguments);

        var errors = string.Join('\n', parsed.Errors.Select(error => error.Message));
        Assert.Contains(problem, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_prints_the_statements_that_let_a_role_read()
    {
        var output = new StringWriter();

        var exitCode = await CollectorCommand.Create().Parse(["grants", "somebody"]).InvokeAsync(new() { Output = output }, TestContext.Current.CancellationToken);

        Assert.Equal((0, GrantScript.For("somebody") + Environment.NewLine), (exitCode, output.ToString()));
    }

    private static async Task<JsonNode?> SourceAsync(InsightsApp app) => (await app.GetAsync("/api/v2/admin/sources"))["sources"]!.AsArray().FirstOrDefault();

    private static async Task<double> HistoryLeftAsync(InsightsApp app) => (await SourceAsync(app))?["history_days_left"]!.GetValue<double>() ?? double.MaxValue;
}
