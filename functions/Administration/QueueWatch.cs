using Insights.Functions.Storage;
using Insights.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Insights.Functions.Administration;

/// <summary>Measures what waits on each queue: storage itself counts messages by account only, and not how old they are.</summary>
public sealed class QueueWatch(QueueLengths lengths, QueueFronts fronts, InsightsMetrics metrics, TimeProvider clock, IServiceProvider services)
{
    private static readonly TimeSpan FlushPatience = TimeSpan.FromSeconds(5);

    /// <summary>Every five minutes.</summary>
    [Function(nameof(MeasureQueues))]
    public async Task MeasureQueues([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var (queue, messages) in await lengths.GetAsync(cancellationToken))
        {
            var front = messages == 0 ? null : await fronts.FindAsync(queue, cancellationToken);
            metrics.Waiting(queue, messages, front is { } since && clock.GetUtcNow() > since ? clock.GetUtcNow() - since : TimeSpan.Zero);
        }

        // The instance of a timer has nothing to do after its run and may be gone before the next export.
        services.GetService<MeterProvider>()?.ForceFlush((int)FlushPatience.TotalMilliseconds);
    }
}
