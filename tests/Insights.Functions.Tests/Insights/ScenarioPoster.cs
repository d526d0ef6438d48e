using System.Text.Json.Nodes;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Reference;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>Posts scenarios as collectors would, only less orderly.</summary>
internal static class ScenarioPoster
{
    /// <summary>Posts the catalog and the builds, and then the stats in batches of random sizes, several at once.</summary>
    public static Task PostAsync(InsightsApp app, Scenario scenario, int seed) => PostAsync(app, scenario, seed, parts: 1, () => Task.CompletedTask);

    /// <summary>Posts the stats in parts, with something done after each.</summary>
    public static async Task PostAsync(InsightsApp app, Scenario scenario, int seed, int parts, Func<Task> afterEach)
    {
        var random = new Random(seed);
        foreach (var body in scenario.CatalogBodies())
        {
            await app.PostAsync("catalog", body.DeepClone());
        }

        foreach (var batch in Batches(scenario.Builds, random))
        {
            await app.PostAsync("workspace-builds", new JsonObject { ["builds"] = batch });
        }

        var stats = Batches(scenario.AgentStats, random).Select(batch => ("agent-stats", batch))
            .Concat(Batches(scenario.AppStats, random).Select(batch => ("app-stats", batch)))
            .ToArray();
        random.Shuffle(stats);
        foreach (var part in stats.Chunk((stats.Length + parts - 1) / parts))
        {
            await Parallel.ForEachAsync(
                part,
                new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
                async (post, _) => await app.PostAsync(post.Item1, new JsonObject { ["stats"] = post.batch }));
            await afterEach();
        }
    }

    /// <summary>Takes every message from the queue and sends each twice, in another order.</summary>
    public static async Task RedeliverShuffledAsync(InsightsApp app, int seed)
    {
        var queue = app.Queues.GetQueueClient(StorageNames.UsageQueue);
        var texts = new List<string>();
        var cancellationToken = TestContext.Current.CancellationToken;
        while ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(1), cancellationToken)).Value is { Length: > 0 } messages)
        {
            foreach (var message in messages)
            {
                texts.Add(message.MessageText);
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
            }
        }

        Assert.NotEmpty(texts);
        var twice = texts.Concat(texts).ToArray();
        new Random(seed).Shuffle(twice);
        foreach (var text in twice)
        {
            await queue.SendMessageAsync(text, cancellationToken);
        }
    }

    private static IEnumerable<JsonArray> Batches(JsonArray items, Random random)
    {
        var nodes = items.Select(item => item!.DeepClone()).ToArray();
        random.Shuffle(nodes);

        for (var at = 0; at < nodes.Length;)
        {
            var size = random.Next(4) == 0 ? 1 : random.Next(1, 300);
            yield return new JsonArray(nodes.AsSpan(at, Math.Min(size, nodes.Length - at)).ToArray());
            at += size;
        }
    }
}
