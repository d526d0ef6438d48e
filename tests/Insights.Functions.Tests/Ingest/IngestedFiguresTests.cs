using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Ingest;

/// <summary>Posts as large as they may be, and what the reports make of them.</summary>
public sealed class IngestedFiguresTests(StorageEmulator emulator)
{
    private const int MaxItems = 10_000;
    private const int MaxText = 64 * 1024;

    private static readonly DateTimeOffset Start = new(2026, 11, 4, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_full_post_of_many_users_becomes_small_messages_and_exact_figures()
    {
        const int Users = 500;
        await AssertAsync(
            "gzip",
            stat => (UserOf(stat % Users), Start.AddMinutes(stat / Users), 1 + (stat % Users)),
            Enumerable.Range(0, Users).Select(user => (UserOf(user), 60 * MaxItems / Users, 1.0 + user)));
    }

    [Fact]
    public async Task A_full_post_of_one_user_and_half_hour_becomes_small_messages_and_exact_figures() => await AssertAsync(
        "br",
        stat => (UserOf(0), Start.AddMilliseconds(180 * stat), stat + 1), // 10,000 samples fill the half-hour to its last minute.
        [(UserOf(0), 30 * 60, (MaxItems + 1) / 2.0)]);

    private static Guid UserOf(int number) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:000000000000}"));

    private static byte[] Body(string encoding, Func<int, (Guid User, DateTimeOffset At, int Latency)> stat)
    {
        var items = Enumerable.Range(0, MaxItems).Select(number =>
        {
            var (user, at, latency) = stat(number);
            return $$"""
                {"user_id":"{{user}}","agent_id":"{{user}}","workspace_id":{{GoodItem.Id}},"template_id":{{GoodItem.Id}},"created_at":{{GoodItem.Text(at)}},
                "connection_count":1,"connection_median_latency_ms":{{latency}},"session_count_ssh":1}
                """;
        });
        using var buffer = new MemoryStream();
        using (Stream stream = encoding == "br" ? new BrotliStream(buffer, CompressionLevel.Fastest) : new GZipStream(buffer, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(GoodItem.Body("agent", items)));
        }

        return buffer.ToArray();
    }

    private async Task AssertAsync(
        string encoding,
        Func<int, (Guid User, DateTimeOffset At, int Latency)> stat,
        IEnumerable<(Guid User, int Seconds, double Latency)> expected)
    {
        var storage = emulator.NewAccount();
        await using (var collecting = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage, CollectingApp.Without()))
        {
            (await ApiAnswer.PostAsync(collecting, "agent-stats", Body(encoding, stat), encoding)).AssertAccepted(MaxItems);
            var texts = await CollectingApp.TakeAllAsync(collecting);
            Assert.All(texts, text => Assert.InRange(text.Length, 1, MaxText));

            // Taken messages stay away for long, so copies of them are what is processed.
            var queue = collecting.Queues.GetQueueClient(StorageNames.UsageQueue);
            await queue.ClearMessagesAsync(TestContext.Current.CancellationToken);
            foreach (var text in texts)
            {
                await queue.SendMessageAsync(text, TestContext.Current.CancellationToken);
            }
        }

        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, storage);
        await app.DrainAsync();
        const string Period = "start_time=2026-11-04T00:00:00Z&end_time=2026-11-05T00:00:00Z";
        var activity = Users(await app.GetAsync($"/api/v2/insights/user-activity?{Period}"));
        var latency = Users(await app.GetAsync($"/api/v2/insights/user-latency?{Period}"));

        // Nobody told the service who these users are: each is named by its id.
        Assert.Equal(
            expected.Select(user => (user.User, user.User.ToString(), user.Seconds)),
            activity.Select(user => (user["user_id"]!.GetValue<Guid>(), user["username"]!.GetValue<string>(), user["seconds"]!.GetValue<int>())));
        Assert.Equal(
            expected.Select(user => (user.User, user.Latency, user.Latency)),
            latency.Select(user => (
                user["user_id"]!.GetValue<Guid>(), user["latency_ms"]!["p50"]!.GetValue<double>(), user["latency_ms"]!["p95"]!.GetValue<double>())));
    }

    private static JsonObject[] Users(JsonNode answer) => [.. answer["report"]!["users"]!.AsArray().Select(user => user!.AsObject())];
}
