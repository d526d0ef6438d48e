using Azure.Data.Tables;
using Insights.Functions.Aggregation;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Ingest;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>How messages become rows: whatever is delivered, and however often.</summary>
public sealed class UsageAppenderTests(StorageEmulator emulator)
{
    private const string Period = "start_time=2026-11-04T00:00:00Z&end_time=2026-11-05T00:00:00Z";

    private static readonly DateTimeOffset Start = new(2026, 11, 4, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_is_no_message_ends_on_the_poison_queue_and_holds_up_nothing_else()
    {
        await using var app = await StartAsync();
        var queue = app.Queues.GetQueueClient(StorageNames.UsageQueue);
        var good = (await MessageAsync()).ToText();
        var bytes = Convert.FromBase64String(good);
        string[] bad =
        [
            "not base64!", "null", Text([]), Text([42]), Text([.. "a message of somebody else"u8]),
            Text(bytes[..^1]), Text(bytes[..(bytes.Length / 2)]), Text([.. bytes, 0]), Text([2, .. bytes[1..]]), Text([0, .. bytes[1..]]),
        ];
        foreach (var text in (string[])[.. bad, good])
        {
            await queue.SendMessageAsync(text, TestContext.Current.CancellationToken);
        }

        await app.DrainAsync();
        Assert.Equal(bad.Order(StringComparer.Ordinal), (await PoisonAsync(app)).Order(StringComparer.Ordinal));
        var report = (await app.GetAsync($"/api/v2/insights/user-activity?{Period}"))["report"]!;
        Assert.Equal(2 * 60, Assert.Single(report["users"]!.AsArray())!["seconds"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_message_becomes_one_row_for_each_partition_and_half_hour_however_often_it_is_delivered()
    {
        await using var app = await StartAsync();
        var message = await MessageAsync();
        var rows = new List<string>();
        for (var delivery = 0; delivery < 3; delivery++)
        {
            await app.Queues.GetQueueClient(StorageNames.UsageQueue).SendMessageAsync(message.ToText(), TestContext.Current.CancellationToken);
            await app.DrainAsync();
            var found = await RowsAsync(app);
            Assert.Equal(3, found.Count);
            Assert.Equal(delivery == 0 ? found : rows, found);
            rows = found;
        }

        var (day, next) = ($"{Guid.Parse(GoodItem.Id.Trim('"')):N}_20261104", $"{Guid.Parse(GoodItem.Id.Trim('"')):N}_20261105");
        Assert.Equal(
            [$"{day}/h46-d-{message.Id:N}", $"{day}/h47-d-{message.Id:N}", $"{next}/h00-d-{message.Id:N}"],
            rows.Select(row => row.Split(' ')[0]));

        // Another message of the same half-hours stands beside it.
        var other = message with { Id = Guid.NewGuid() };
        await app.Queues.GetQueueClient(StorageNames.UsageQueue).SendMessageAsync(other.ToText(), TestContext.Current.CancellationToken);
        await app.DrainAsync();
        Assert.Equal(6, (await RowsAsync(app)).Count);
        var report = (await app.GetAsync($"/api/v2/insights/user-activity?{Period}"))["report"]!;
        Assert.Equal(2 * 60, Assert.Single(report["users"]!.AsArray())!["seconds"]!.GetValue<int>());
    }

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes);

    private static async Task<List<string>> PoisonAsync(InsightsApp app)
    {
        var poison = app.Queues.GetQueueClient(StorageNames.UsageQueue + StorageNames.PoisonSuffix);
        return [.. (await poison.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Value.Select(message => message.MessageText)];
    }

    private static async Task<List<string>> RowsAsync(InsightsApp app)
    {
        var rows = new List<string>();
        var table = app.Tables.GetTableClient(StorageNames.UsageTable);
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
        {
            rows.Add($"{row.PartitionKey}/{row.RowKey} {Convert.ToHexString(row.GetBinary("d0"))}");
        }

        return rows;
    }

    // Rows are counted, so only the appender runs: nothing that folds them.
    private Task<InsightsApp> StartAsync() => InsightsApp.StartAsync(
        emulator, CollectingApp.Now, settings: CollectingApp.Without(nameof(UsageAppender.AppendUsage)));

    // A real one: a post of three half-hours across midnight, taken from the queue of another app.
    private async Task<UsageMessage> MessageAsync()
    {
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: CollectingApp.Without());
        var stats = Enumerable.Range(0, 3).Select(halfHour => GoodItem.With("agent", "created_at", GoodItem.Text(Start.AddMinutes(30 * halfHour)))
            .Insert(1, "\"session_count_ssh\":1,\"connection_count\":1,\"connection_median_latency_ms\":12.5,"));
        (await ApiAnswer.PostAsync(app, "agent-stats", GoodItem.Body("agent", stats))).AssertAccepted(3);
        return UsageMessage.Parse(Assert.Single(await CollectingApp.TakeAllAsync(app)));
    }
}
