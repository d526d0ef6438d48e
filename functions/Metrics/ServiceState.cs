using Insights.Functions.Storage;

namespace Insights.Functions.Metrics;

/// <summary>Measures how the service is: what waits, and how far its sources are behind.</summary>
public sealed class ServiceState(QueueLengths lengths, QueueFronts fronts, SourceTable sources)
{
    /// <summary>How it is at an instant.</summary>
    internal async Task<StateMetrics> MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var states = sources.GetAsync(cancellationToken);
        var waiting = await lengths.GetAsync(cancellationToken);
        var queues = await Task.WhenAll(waiting.Select(async queue =>
        {
            var front = queue.Value == 0 ? null : await fronts.FindAsync(queue.Key, cancellationToken);
            return (queue.Key, queue.Value, front is { } since && now > since ? now - since : TimeSpan.Zero);
        }));
        return new StateMetrics(
            queues, [.. (await states).Select(source => (source.Id, Lag: source.SucceededAt is { } succeeded && now > succeeded ? now - succeeded : TimeSpan.Zero))]);
    }
}
