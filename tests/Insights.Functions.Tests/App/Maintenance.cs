using Insights.Functions.Aggregation;
using Insights.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.App;

/// <summary>Runs what the timers would, now, and waits until the queue functions have done the work.</summary>
internal static class Maintenance
{
    public static async Task FoldAsync(InsightsApp app)
    {
        // Passes over old days wait until their time has come: the timer asks for those that were lost.
        await app.Queues.GetQueueClient(StorageNames.FoldQueue).ClearMessagesAsync(TestContext.Current.CancellationToken);
        await Dispatcher(app).DispatchFolds(new TimerInfo(), TestContext.Current.CancellationToken);
        await DrainAsync(app, StorageNames.FoldQueue);
    }

    public static async Task PurgeAsync(InsightsApp app)
    {
        await Dispatcher(app).DispatchPurges(new TimerInfo(), TestContext.Current.CancellationToken);
        await DrainAsync(app, StorageNames.PurgeQueue);
    }

    public static async Task DrainAsync(InsightsApp app, string queue)
    {
        var client = app.Queues.GetQueueClient(queue);
        await InsightsApp.Eventually(
            async () => (await client.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount == 0);
    }

    private static MaintenanceDispatcher Dispatcher(InsightsApp app) => ActivatorUtilities.CreateInstance<MaintenanceDispatcher>(app.Services);
}
