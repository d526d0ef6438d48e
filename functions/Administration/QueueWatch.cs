using Insights.Functions.Storage;
using Insights.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Insights.Functions.Administration;

/// <summary>
/// Measures what waits: on each queue, since storage itself counts messages by account only, and not how old they are; and how far each source is behind.
/// </summary>
public sealed class QueueWatch(QueueLengths lengths, QueueFronts fronts, SourceTable sources, InsightsMetrics metrics, TimeProvider clock, IServiceProvider services)
{
    private static readonly TimeSpan FlushPatience = TimeSpan.FromSeconds(5);

    /// <summary>After this time a source that is silent was taken away, which nobody needs to hear of for ever.</summary>
    private static readonly TimeSpan Gone = TimeSpan.FromDays(2);

    /// <summary>Every five minutes.</summary>
    [Function(nameof(MeasureQueues))]
    public async Task MeasureQueues([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var (queue, messages) in await lengths.GetAsync(cancellationToken))
        {
            var front = messages == 0 ? null : await fronts.FindAsync(queue, cancellationToken);
            metrics.Waiting(queue, messages, front is { } since && clock.GetUtcNow() > since ? clock.GetUtcNow() - since : TimeSpan.Zero);
        }

        foreach (var source in await sources.GetAsync(cancellationToken))
        {
            var lag = clock.GetUtcNow() - (source.SucceededAt ?? source.PolledAt ?? clock.GetUtcNow().UtcDateTime);
            if (lag < Gone)
            {
                metrics.Lagging(source.Id, lag > TimeSpan.Zero ? lag : TimeSpan.Zero);
            }
        }

        // The instance of a timer has nothing to do after its run and may be gone before the next export.
        services.GetService<MeterProvider>()?.ForceFlush((int)FlushPatience.TotalMilliseconds);
    }
}
