using System.Text.Json;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

public sealed class PurgeTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset Now = new(2026, 10, 8, 9, 45, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_purge_that_was_interrupted_anywhere_is_completed_by_the_next_and_takes_only_what_is_too_old()
    {
        var storage = emulator.NewAccount();
        var clock = new ManualClock(Now);
        using var worker = new StoredUsage(storage, clock);
        await worker.CreateAsync();
        foreach (var days in new[] { 0, 5, 9, 10, 11, 30, 31 })
        {
            var at = Now.AddDays(-days);
            for (var user = 1; user <= 3; user++)
            {
                var report = new AgentReport(Stats.Template, HalfHour.Of(at), Stats.User(user), Stats.User(9), HalfHour.OffsetOf(at), ["ssh"], true, 10);
                await worker.AppendAsync(Assert.Single(Packed.Of([report])));
            }
        }

        var function = worker.PurgeBy(new UsageOptions { RetentionDays = 10 });
        var message = JsonSerializer.Serialize(new PurgeMessage(Stats.Template), MaintenanceJson.Default.PurgeMessage);
        var crashes = 0;
        for (var call = 1; await CrashesAsync(call); call++)
        {
            crashes++;
        }

        Assert.InRange(crashes, 3, 50);
        var left = new List<DateOnly>();
        await foreach (var (day, rows) in worker.Table.ScanRowsAsync(Stats.Template, DateOnly.MinValue, DateOnly.MaxValue, Cancel))
        {
            left.Add(day);
            Assert.Equal(3, rows.Count);
        }

        Assert.Equal(new[] { -10, -9, -5, 0 }.Select(days => DateOnly.FromDateTime(Now.AddDays(days).UtcDateTime)), left);

        async Task<bool> CrashesAsync(int call)
        {
            worker.Faults.CrashAt(call, afterSending: call % 2 == 0);
            try
            {
                await function.PurgeTemplate(message, Cancel);
                return false;
            }
            catch (CrashException)
            {
                return true;
            }
            finally
            {
                worker.Faults.Heal();
            }
        }
    }

    [Fact]
    public async Task The_nightly_run_purges_every_template_and_forgets_their_loose_partitions()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now, settings: new Dictionary<string, string?> { ["Insights:Usage:RetentionDays"] = "10" });
        await app.PostAsync("agent-stats", Stats.Of(Now.AddDays(-9), user: 1));
        await app.PostAsync("agent-stats", Stats.Of(Now, user: 2));
        await app.DrainAsync();
        app.Clock.Set(Now.AddDays(5));
        await Maintenance.PurgeAsync(app);
        var report = await app.GetAsync("/api/v2/admin/storage");
        Assert.Equal((1, 1), ((int)report["partitions"]!, (int)report["watermarks"]!["loose_partitions"]!));
        Assert.Equal("2026-10-08", (string?)report["watermarks"]!["first_day"]);
    }
}
