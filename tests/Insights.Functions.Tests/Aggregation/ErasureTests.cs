using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Aggregation;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

public sealed class ErasureTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset Now = new(2026, 10, 8, 9, 45, 0, TimeSpan.Zero);
    private static readonly Guid OtherTemplate = new("70000000-0000-0000-0000-000000000002");
    private static readonly DateTimeOffset[] Times = [Now.AddDays(-6), Now.AddDays(-1), Now.AddMinutes(-1)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_erased_user_is_in_no_answer_and_in_no_row_and_old_messages_bring_nothing_back()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        await PostUsersAsync(app);
        await Maintenance.FoldAsync(app);
        await InsightsApp.Eventually(async () => await UsersAsync(app) == 2);

        var operation = await EraseAsync(app, user: 1);
        Assert.Equal("running", (string?)operation["status"]);
        Assert.Equal(1, await UsersAsync(app));
        await CompletedAsync(app, (Guid)operation["id"]!);
        await AssertInNoRowAsync(app, user: 1);

        // Every message is delivered again, as a queue may; readers leave it out at once, and the next passes remove it.
        await PostUsersAsync(app);
        Assert.Equal(1, await UsersAsync(app));
        await FoldEverythingAsync(app);
        await AssertInNoRowAsync(app, user: 1);
        Assert.Equal(1, await UsersAsync(app));

        // What the user does later is new usage.
        app.Clock.Set(Now.AddHours(1));
        await app.PostAsync("agent-stats", Stats.Of(Now.AddHours(1), user: 1));
        await app.DrainAsync();
        await InsightsApp.Eventually(async () => await UsersAsync(app) == 2);
    }

    [Fact]
    public async Task An_erasure_that_was_interrupted_anywhere_is_completed_when_its_message_is_delivered_again()
    {
        var storage = emulator.NewAccount();
        var clock = new ManualClock(Now);
        using var worker = new StoredUsage(storage, clock);
        await worker.CreateAsync();
        foreach (var name in StorageNames.Queues)
        {
            await new Azure.Storage.Queues.QueueServiceClient(storage).GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: Cancel);
        }

        foreach (var (template, at, user) in
            from template in new[] { Stats.Template, OtherTemplate } from at in Times from user in new[] { 1, 2 } select (template, at, user))
        {
            var report = new AgentReport(template, HalfHour.Of(at), Stats.User(user), Stats.User(9), HalfHour.OffsetOf(at), ["ssh"], true, 10);
            foreach (var packed in Packed.Of([report]))
            {
                await worker.AppendAsync(packed);
            }
        }

        var operation = await worker.Erasures.BeginAsync(Stats.User(1), Cancel);
        var function = new EraseFunction(
            worker.Index, worker.Table, worker.Erasures, worker.Queues, new UsageEraser(worker.Table, worker.Index, clock, Options.Create(StoredUsage.Options)), clock,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<EraseFunction>.Instance);
        var message = System.Text.Json.JsonSerializer.Serialize(new EraseMessage(operation.Id), MaintenanceJson.Default.EraseMessage);
        var crashes = 0;
        for (var step = 0; (await worker.Erasures.FindAsync(operation.Id, Cancel))!.CompletedAt is null; step++)
        {
            Assert.InRange(step, 0, 200);
            worker.Faults.CrashAt(1 + (step % 13), afterSending: step % 2 == 0);
            try
            {
                await function.EraseUser(message, Cancel);
            }
            catch (CrashException)
            {
                crashes++;
            }
            finally
            {
                worker.Faults.Heal();
            }
        }

        Assert.InRange(crashes, 5, 200);
        foreach (var template in new[] { Stats.Template, OtherTemplate })
        {
            await foreach (var (_, rows) in worker.Table.ScanRowsAsync(template, DateOnly.MinValue, DateOnly.MaxValue, Cancel))
            {
                Assert.All(rows, row => Assert.Equal([Stats.User(2)], row.Segment.Users));
            }
        }
    }

    [Fact]
    public async Task A_partition_that_is_too_large_to_be_taken_on_at_once_is_erased_in_parts()
    {
        using var worker = new StoredUsage(emulator.NewAccount(), new ManualClock(Now));
        await worker.CreateAsync();
        for (var minute = 0; minute < 40; minute++)
        {
            var at = Times[0].AddMinutes(minute);
            await worker.AppendAsync([.. Packed.Of(Enumerable.Range(1, 30).Select(user =>
                new AgentReport(Stats.Template, HalfHour.Of(at), Stats.User(user), Stats.User(user), HalfHour.OffsetOf(at), ["ssh"], true, 10)))]);
        }

        var day = DateOnly.FromDateTime(Times[0].UtcDateTime);
        var erased = new ErasedUsers(new Dictionary<Guid, HalfHour> { [Stats.User(7)] = HalfHour.Of(Now) });
        var before = SegmentEdits.Without(await worker.ReadAsync(Stats.Template, day), erased);
        var eraser = new UsageEraser(worker.Table, worker.Index, worker.Clock, Options.Create(StoredUsage.Options)) { MaxLength = 10_000 };
        var calls = worker.Faults.Calls;
        var (scanned, areAll) = await worker.Table.ReadRowsAsync(Stats.Template, day, withSealed: true, eraser.MaxLength, Cancel);
        Assert.False(areAll);
        var rewritten = await eraser.EraseAsync(Stats.Template, day, await worker.RowsAsync(Stats.Template, day), erased, Cancel);
        Assert.Equal(40, rewritten);
        Assert.InRange(worker.Faults.Calls - calls, 8, 80);
        worker.Cache.Clear();
        Assert.All(await worker.RowsAsync(Stats.Template, day), row => Assert.DoesNotContain(Stats.User(7), row.Segment.Users));
        Assert.Equal(SegmentCodec.Encode(before), SegmentCodec.Encode(await worker.ReadAsync(Stats.Template, day)));
        Assert.NotEmpty(scanned);
    }

    [Fact]
    public async Task An_erasure_whose_message_was_lost_is_taken_up_again_by_the_timer()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        await PostUsersAsync(app);
        var operation = await app.Services.GetRequiredService<ErasureTable>().BeginAsync(Stats.User(1), Cancel);
        app.Clock.Set(Now.AddMinutes(30));
        await Maintenance.FoldAsync(app);
        await CompletedAsync(app, operation.Id);
        await AssertInNoRowAsync(app, user: 1);
    }

    [Fact]
    public async Task An_erasure_of_no_user_or_an_unknown_operation_is_an_error()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        using var bad = await app.SendAsync(HttpMethod.Delete, "/api/v2/users/nobody/insights");
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        using var unknown = await app.SendAsync(HttpMethod.Get, $"/api/v2/operations/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        using var anonymous = await app.SendAsync(HttpMethod.Delete, $"/api/v2/users/{Guid.NewGuid()}/insights", token: null);
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }

    private static async Task PostUsersAsync(InsightsApp app)
    {
        foreach (var (template, at, user) in
            from template in new[] { Stats.Template, OtherTemplate } from at in Times from user in new[] { 1, 2 } select (template, at, user))
        {
            await app.PostAsync("agent-stats", Stats.Of(at, user, template));
        }

        await app.DrainAsync();
    }

    private static async Task<JsonNode> EraseAsync(InsightsApp app, int user)
    {
        using var response = await app.SendAsync(HttpMethod.Delete, $"/api/v2/users/{Stats.User(user)}/insights");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var operation = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal($"/api/v2/operations/{operation["id"]}", response.Headers.Location?.ToString());
        return operation;
    }

    private static Task CompletedAsync(InsightsApp app, Guid operation) => InsightsApp.Eventually(
        async () => (string?)(await app.GetAsync($"/api/v2/operations/{operation}"))["status"] == "completed");

    private static async Task<int> UsersAsync(InsightsApp app)
    {
        var answer = await app.GetAsync($"/api/v2/insights/user-activity?start_time=2026-10-01T00:00:00Z&end_time=2026-10-08T{app.Clock.GetUtcNow().Hour + 1}:00:00Z");
        return answer["report"]!["users"]!.AsArray().Count;
    }

    private static async Task FoldEverythingAsync(InsightsApp app)
    {
        app.Clock.Set(Now.AddDays(3));
        await Maintenance.FoldAsync(app);
        app.Clock.Set(Now);
    }

    private static async Task AssertInNoRowAsync(InsightsApp app, int user)
    {
        var table = app.Services.GetRequiredService<UsageTable>();
        foreach (var template in new[] { Stats.Template, OtherTemplate })
        {
            var days = 0;
            await foreach (var (_, rows) in table.ScanRowsAsync(template, DateOnly.MinValue, DateOnly.MaxValue, Cancel))
            {
                days++;
                Assert.All(rows, row => Assert.DoesNotContain(Stats.User(user), row.Segment.Users));
            }

            Assert.Equal(3, days);
        }
    }
}
