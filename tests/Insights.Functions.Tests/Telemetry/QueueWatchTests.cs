using System.Diagnostics.Metrics;
using Insights.Functions.Administration;
using Insights.Functions.Storage;
using Insights.Functions.Telemetry;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Ingest;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Telemetry;

/// <summary>What is measured of the queues.</summary>
public sealed class QueueWatchTests(StorageEmulator emulator)
{
    [Fact]
    public async Task Each_queue_is_measured_with_its_messages_and_the_age_of_the_oldest()
    {
        await using var app = await InsightsApp.StartAsync(emulator, settings: CollectingApp.Without());
        var poison = StorageNames.UsageQueue + StorageNames.PoisonSuffix;
        await app.Queues.GetQueueClient(poison).SendMessageAsync("failed", TestContext.Current.CancellationToken);
        await app.Queues.GetQueueClient(poison).SendMessageAsync("failed too", TestContext.Current.CancellationToken);
        await app.Queues.GetQueueClient(StorageNames.FoldQueue).DeleteAsync(TestContext.Current.CancellationToken);
        app.Clock.Set(TimeProvider.System.GetUtcNow().AddHours(1));

        var measured = await MeasureAsync(app);

        Assert.Equal(
            StorageNames.Queues.SelectMany(queue => new[] { queue, queue + StorageNames.PoisonSuffix }).Order(StringComparer.Ordinal),
            measured.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, measured[poison].Messages);
        Assert.InRange(measured[poison].Age, 3590, 3700);
        Assert.All(measured.Where(queue => queue.Key != poison), queue => Assert.Equal((0, 0), queue.Value));
    }

    private static async Task<Dictionary<string, (double Messages, double Age)>> MeasureAsync(InsightsApp app)
    {
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        var measured = new Dictionary<string, (double Messages, double Age)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Meter.Name == InsightsMetrics.MeterName)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
        await ActivatorUtilities.CreateInstance<QueueWatch>(app.Services).MeasureQueues(new TimerInfo(), TestContext.Current.CancellationToken);
        return measured;

        void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var queue = (string)Assert.Single(tags.ToArray(), tag => tag.Key == "queue").Value!;
            var (messages, age) = measured.GetValueOrDefault(queue);
            measured[queue] = instrument.Name == InsightsMetrics.QueueMessages ? (value, age) : (messages, value);
        }
    }
}
