using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Aggregation;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>What a pass and a report hold at once is bounded, and what they say is not changed by it.</summary>
public sealed class BoundsTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset Now = new(2026, 10, 8, 9, 45, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partition_that_is_too_large_for_one_pass_is_packed_in_parts_and_holds_the_same()
    {
        var clock = new ManualClock(Now);
        using var worker = new StoredUsage(emulator.NewAccount(), clock);
        await worker.CreateAsync();
        var day = DateOnly.FromDateTime(Now.AddDays(-1).UtcDateTime);
        for (var message = 0; message < 12; message++)
        {
            // The same users again and again: 20 KB each time, that are 20 KB in the end.
            var at = HalfHour.FirstOf(day).Start.AddMinutes(message);
            await AppendAsync(worker, Enumerable.Range(1, 400).Select(user =>
                (UsageEvent)new AgentReport(Stats.Template, HalfHour.Of(at), Stats.User(user), Stats.User(9), HalfHour.OffsetOf(at), ["ssh"], true, 10)));
        }

        var before = await ReadAsync(worker, day);
        clock.Now = Now.AddDays(2);
        using var folder = FolderOf(worker, clock, maxLength: 60_000);
        await folder.FoldAsync(new FoldMessage(Stats.Template, day, clock.GetUtcNow()), Cancel);
        Assert.Equal("sealed", Assert.Single(await worker.Table.ReadRowsAsync(Stats.Template, day, withSealed: true, Cancel)).Kind);
        Assert.Equal(Minutes(before), Minutes(await ReadAsync(worker, day)));
    }

    [Fact]
    public async Task What_cannot_become_less_is_left_as_it_is_and_read_all_the_same()
    {
        var clock = new ManualClock(Now);
        using var worker = new StoredUsage(emulator.NewAccount(), clock);
        await worker.CreateAsync();
        var day = DateOnly.FromDateTime(Now.AddDays(-1).UtcDateTime);
        for (var message = 0; message < 8; message++)
        {
            var at = HalfHour.FirstOf(day).Start;
            await AppendAsync(worker, Enumerable.Range(1, 400).Select(user =>
                (UsageEvent)new AppMinutes(Stats.Template, HalfHour.Of(at), Stats.User((message * 1000) + user), "code", MinuteMask.Full)));
        }

        var before = await ReadAsync(worker, day);
        clock.Now = Now.AddDays(2);
        using var folder = FolderOf(worker, clock, maxLength: 20_000);
        await folder.FoldAsync(new FoldMessage(Stats.Template, day, clock.GetUtcNow()), Cancel);
        var rows = await worker.Table.ReadRowsAsync(Stats.Template, day, withSealed: true, Cancel);
        Assert.DoesNotContain(rows, row => row.IsSealed);
        Assert.Equal(Minutes(before), Minutes(await ReadAsync(worker, day)));
    }

    [Fact]
    public async Task A_report_that_would_hold_too_much_is_refused_and_a_smaller_one_is_not()
    {
        await using var app = await InsightsApp.StartAsync(
            emulator, Now, settings: new Dictionary<string, string?> { ["Insights:Storage:ReportMegabytes"] = "1", ["Insights:Storage:CacheMegabytes"] = "0" });
        foreach (var daysAgo in (int[])[2, 3])
        {
            var session = Enumerable.Range(1, 450).SelectMany(_ => Enumerable.Range(1, 12), (user, app) => new JsonObject
            {
                ["user_id"] = Stats.User(user),
                ["workspace_id"] = Stats.User(user),
                ["template_id"] = Stats.Template,
                ["access_method"] = "path",
                ["slug_or_port"] = $"code-{app}",
                ["session_started_at"] = Now.Date.AddDays(-daysAgo).ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture),
                ["session_ended_at"] = Now.Date.AddDays(1 - daysAgo).ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture),
            });
            await app.PostAsync("app-stats", new JsonObject { ["stats"] = new JsonArray([.. session]) });
        }

        await app.DrainAsync();
        Task<ApiAnswer> AskAsync(string start) => ApiAnswer.GetAsync(app, $"/api/v2/insights/user-activity?start_time={start}T00:00:00Z&end_time=2026-10-07T00:00:00Z");
        var refused = (await AskAsync("2026-10-05")).AssertError(HttpStatusCode.RequestEntityTooLarge);
        Assert.Contains("fewer days", refused.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(450, (await AskAsync("2026-10-06")).AssertStatus(HttpStatusCode.OK).Body["report"]!["users"]!.AsArray().Count);
    }

    [Fact]
    public async Task Storage_says_when_a_day_had_more_names_than_it_may_have()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now, settings: CollectingWithFolds());
        async Task<string> NamesAsync() => (await app.GetAsync("/api/v2/admin/storage"))["names"]!.ToJsonString();
        Assert.Equal("""{"limit":1000,"partitions_beyond":0}""", await NamesAsync());
        for (var part = 0; part < 20; part++)
        {
            var stats = Enumerable.Range(0, 10).Select(stat => new JsonObject
            {
                ["user_id"] = Stats.User(stat + 1),
                ["agent_id"] = Stats.User(9),
                ["workspace_id"] = Stats.User(9),
                ["template_id"] = Stats.Template,
                ["created_at"] = Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["connection_count"] = 1,
                ["session_counts"] = new JsonObject([.. Enumerable.Range(0, 60).Select(name => KeyValuePair.Create($"made-up-{part}-{stat}-{name}", (JsonNode?)1)), new("vscode", 1)]),
            });
            await app.PostAsync("agent-stats", new JsonObject { ["stats"] = new JsonArray([.. stats]) });
        }

        await app.DrainAsync();
        await app.Queues.GetQueueClient(StorageNames.FoldQueue).SendMessageAsync(
            System.Text.Json.JsonSerializer.Serialize(
                new FoldMessage(Stats.Template, DateOnly.FromDateTime(Now.UtcDateTime), Now), MaintenanceJson.Default.FoldMessage),
            Cancel);
        await InsightsApp.Eventually(async () => await NamesAsync() == """{"limit":1000,"partitions_beyond":1,"last_day_beyond":"2026-10-08"}""");

        // Whoever made them up took nothing from what is counted.
        var report = await app.GetAsync("/api/v2/insights/templates?start_time=2026-10-08T00:00:00Z&end_time=2026-10-08T10:00:00Z");
        Assert.Equal(600, report["report"]!["apps_usage"]![0]!["seconds"]!.GetValue<int>());
    }

    private static Dictionary<string, string?> CollectingWithFolds() => Ingest.CollectingApp.Without("AppendUsage", "FoldUsage");

    private static UsageFolder FolderOf(StoredUsage worker, ManualClock clock, long maxLength) => new(
        worker.Table, worker.Index, worker.Erasures, clock, worker.Reports, Microsoft.Extensions.Options.Options.Create(StoredUsage.Options), NullLogger<UsageFolder>.Instance)
    {
        MaxLength = maxLength,
    };

    private static async Task AppendAsync(StoredUsage worker, IEnumerable<UsageEvent> events)
    {
        foreach (var message in Packed.Of(events))
        {
            await worker.AppendAsync(message);
        }
    }

    private static async Task<UsageSegment> ReadAsync(StoredUsage worker, DateOnly day)
    {
        worker.Cache.Clear();
        return Assert.Single(await worker.Store.ReadAsync([Stats.Template], day, day, Cancel)).Usage;
    }

    private static string Minutes(UsageSegment segment) => string.Join(' ', segment.Users.Zip(segment.Used));
}
