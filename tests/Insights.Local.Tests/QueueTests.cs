using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using DevelopmentHost;
using Insights.Local.Tests.Functions;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Local.Tests;

public sealed class QueueTests(Storage storage)
{
    [Fact]
    public async Task A_message_whose_function_fails_comes_again_after_the_visibility_timeout_and_is_then_deleted()
    {
        var runs = new ConcurrentQueue<(long Time, long DequeueCount)>();
        await using var app = await StartAsync(
            (message, _) =>
            {
                runs.Enqueue((Stopwatch.GetTimestamp(), message.DequeueCount));
                return message.DequeueCount == 1 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
            },
            new() { ["queues:visibilityTimeout"] = "00:00:02" });

        await app.Queue().SendMessageAsync("once");
        await Eventually.EmptyAsync(app.Queue());

        Assert.Equal([1, 2], runs.Select(run => run.DequeueCount));
        Assert.True(Stopwatch.GetElapsedTime(runs.First().Time, runs.Last().Time) > TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_message_that_fails_maxDequeueCount_times_goes_to_the_poison_queue()
    {
        var runs = 0;
        await using var app = await StartAsync(
            (_, _) => throw new InvalidOperationException($"run {Interlocked.Increment(ref runs)}"),
            new() { ["queues:maxDequeueCount"] = "3" });

        await app.Queue().SendMessageAsync("spoilt");

        Assert.Equal("spoilt", (await OnlyMessageAsync(app.Poison())).Body.ToString());
        await Eventually.EmptyAsync(app.Queue());
        Assert.Equal(3, runs);
    }

    [Theory]
    [InlineData("none", QueueMessageEncoding.None)]
    [InlineData("base64", QueueMessageEncoding.Base64)]
    public async Task A_body_arrives_as_it_was_sent(string setting, QueueMessageEncoding encoding)
    {
        var body = new TaskCompletionSource<string>();
        await using var app = await StartAsync(
            (message, _) =>
            {
                body.SetResult(message.Body.ToString());
                return Task.CompletedTask;
            },
            new() { ["queues:messageEncoding"] = setting });

        await app.Queue(encoding).SendMessageAsync("ä body");

        Assert.Equal("ä body", await Eventually.WithinAsync(body.Task));
    }

    [Theory]
    [InlineData("TakesString")]
    [InlineData("TakesBytes")]
    [InlineData("TakesBinaryData")]
    public async Task A_function_takes_the_body_in_the_type_it_asks_for(string function)
    {
        var received = new Received();
        await using var app = await TestApp.StartAsync(storage.Connection, [function], null, services => services.AddSingleton(received));

        await app.Queue().SendMessageAsync("body");
        await Eventually.EmptyAsync(app.Queue());

        Assert.Equal(["body"], received);
    }

    [Fact]
    public async Task A_message_that_is_not_base64_goes_to_the_poison_queue_at_once()
    {
        var runs = 0;
        await using var app = await StartAsync((_, _) => Task.FromResult(Interlocked.Increment(ref runs)));

        await app.Queue(QueueMessageEncoding.None).SendMessageAsync("{not base64}");

        Assert.Equal("{not base64}", (await OnlyMessageAsync(app.Poison(QueueMessageEncoding.None))).Body.ToString());
        await Eventually.EmptyAsync(app.Queue(QueueMessageEncoding.None));
        Assert.Equal(0, runs);
    }

    [Fact]
    public async Task No_more_than_batchSize_and_newBatchThreshold_run_at_once()
    {
        var (running, counts, gate) = (0, new ConcurrentBag<int>(), new SemaphoreSlim(0));
        var queue = new QueueClient(storage.Connection, $"full{Guid.NewGuid():N}", new() { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => queue.SendMessageAsync($"{i}")));

        await using var app = await StartAsync(
            async (_, cancellationToken) =>
            {
                counts.Add(Interlocked.Increment(ref running));
                await gate.WaitAsync(cancellationToken);
                Interlocked.Decrement(ref running);
            },
            new() { ["queue"] = queue.Name, ["queues:batchSize"] = "2", ["queues:newBatchThreshold"] = "1" });
        await Eventually.TrueAsync(() => running == 2);
        gate.Release();
        await Eventually.TrueAsync(() => running == 3);
        gate.Release(11);
        await Eventually.EmptyAsync(queue);

        Assert.Equal((12, 3), (counts.Count, counts.Max()));
    }

    [Fact]
    public async Task A_message_stays_away_as_long_as_its_function_runs()
    {
        var (runs, finish) = (0, new TaskCompletionSource());
        await using var app = await StartAsync(
            (_, _) =>
            {
                Interlocked.Increment(ref runs);
                return finish.Task;
            },
            host: options => options with { MessageLease = TimeSpan.FromSeconds(2) });
        var later = new QueueClient(storage.Connection, $"later{Guid.NewGuid():N}");
        await later.CreateAsync();

        await app.Queue().SendMessageAsync("slow");
        await later.SendMessageAsync("visible after two leases", TimeSpan.FromSeconds(4));
        await Eventually.TrueAsync(async () => (await later.ReceiveMessageAsync()).Value is not null);
        finish.SetResult();
        await Eventually.EmptyAsync(app.Queue());

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Stopping_lets_functions_finish_and_receives_no_more()
    {
        var (entered, finish, runs) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        await using var app = await StartAsync(
            (_, _) =>
            {
                Interlocked.Increment(ref runs);
                entered.SetResult();
                return finish.Task;
            },
            new() { ["queues:batchSize"] = "1", ["queues:newBatchThreshold"] = "0" });
        await app.Queue().SendMessageAsync("first");
        await Eventually.WithinAsync(entered.Task);

        var stopping = app.StopAsync();
        await app.Queue().SendMessageAsync("second");
        Assert.False(stopping.IsCompleted);
        finish.SetResult();
        await Eventually.WithinAsync(stopping);

        Assert.Equal("second", (await OnlyMessageAsync(app.Queue())).Body.ToString());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Stopping_cancels_functions_when_its_patience_ends_and_their_messages_come_again()
    {
        var entered = new TaskCompletionSource();
        await using var app = await StartAsync(
            (_, cancellationToken) =>
            {
                entered.SetResult();
                return Task.Delay(Timeout.Infinite, cancellationToken);
            },
            host: options => options with { ShutdownTimeout = TimeSpan.FromMilliseconds(50) });
        await app.Queue().SendMessageAsync("endless");
        await Eventually.WithinAsync(entered.Task);

        await Eventually.WithinAsync(app.StopAsync());

        Assert.Equal("endless", (await OnlyMessageAsync(app.Queue())).Body.ToString());
    }

    [Fact]
    public async Task A_disabled_function_leaves_its_queue_alone()
    {
        var queue = new QueueClient(storage.Connection, $"left{Guid.NewGuid():N}");
        await queue.CreateAsync();
        await queue.SendMessageAsync("left alone");

        await using var app = await TestApp.StartAsync(storage.Connection, [], new() { ["queue"] = queue.Name });
        await app.StopAsync();

        Assert.Equal(0, (await queue.PeekMessageAsync()).Value.DequeueCount);
    }

    [Fact]
    public async Task A_setting_that_does_not_exist_stops_the_start()
    {
        var error = await Assert.ThrowsAsync<HostStartException>(() => TestApp.StartAsync(
            storage.Connection, ["Scripted"], new() { ["queue"] = null }));

        Assert.Contains("Scripted names the setting %queue%, which does not exist", error.Message, StringComparison.Ordinal);
    }

    private Task<TestApp> StartAsync(
        QueueScript script, Dictionary<string, string?>? settings = null, Func<FunctionsHostOptions, FunctionsHostOptions>? host = null) =>
        TestApp.StartAsync(storage.Connection, ["Scripted"], settings, services => services.AddSingleton(script), host);

    private static async Task<QueueMessage> OnlyMessageAsync(QueueClient queue)
    {
        QueueMessage[] messages = [];
        await Eventually.TrueAsync(async () =>
            await queue.ExistsAsync() && (messages = await queue.ReceiveMessagesAsync(2)).Length > 0);
        return Assert.Single(messages);
    }
}
