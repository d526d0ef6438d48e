using System.Reflection;
using Azure.Data.Tables;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Insights.Functions.Tests.Ingest;

/// <summary>A service that takes in and answers, but in which nothing runs by itself: what is queued stays queued.</summary>
public sealed class CollectingApp(StorageEmulator emulator) : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 20, 0, TimeSpan.Zero);

    private InsightsApp? _app;

    /// <summary>Settings that leave out every function with a queue or a timer, except those named.</summary>
    public static Dictionary<string, string?> Without(params string[] except) => typeof(InsightsServices).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetParameters().Any(parameter =>
            parameter.IsDefined(typeof(QueueTriggerAttribute)) || parameter.IsDefined(typeof(TimerTriggerAttribute))))
        .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)
        .Except(except)
        .ToDictionary(name => $"AzureWebJobs.{name}.Disabled", string? (_) => "true");

    public InsightsApp App => _app!;

    public async ValueTask InitializeAsync() => _app = await InsightsApp.StartAsync(emulator, Now, settings: Without());

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    /// <summary>How many messages wait, seen or unseen.</summary>
    public static async Task<int> QueuedAsync(InsightsApp app) =>
        (await app.Queues.GetQueueClient(StorageNames.UsageQueue).GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount;

    /// <summary>Takes every message from the queue.</summary>
    public static async Task<List<string>> TakeAllAsync(InsightsApp app)
    {
        var queue = app.Queues.GetQueueClient(StorageNames.UsageQueue);
        var texts = new List<string>();
        while ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(10), TestContext.Current.CancellationToken)).Value is { Length: > 0 } some)
        {
            texts.AddRange(some.Select(message => message.MessageText));
        }

        return texts;
    }

    /// <summary>Asserts that no queue holds a message and no table a row.</summary>
    public async Task AssertNothingStoredAsync()
    {
        Assert.Equal(0, await QueuedAsync(App));
        await foreach (var table in App.Tables.QueryAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            var rows = App.Tables.GetTableClient(table.Name).QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: TestContext.Current.CancellationToken);
            await foreach (var row in rows)
            {
                Assert.Fail($"The table {table.Name} has a row {row.PartitionKey}/{row.RowKey}.");
            }
        }
    }
}
