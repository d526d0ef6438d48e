using System.Diagnostics;
using System.Text.Json;
using Insights.Functions.Storage;
using Insights.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Aggregation;

/// <summary>Passes over single partitions, as the dispatcher and the appenders ask for them.</summary>
public sealed class FoldFunction(UsageFolder folder, InsightsMetrics metrics)
{
    /// <summary>Makes the pass that a message asks for. A failure is retried alone.</summary>
    [Function(nameof(FoldUsage))]
    public async Task FoldUsage([QueueTrigger(StorageNames.FoldQueue)] string message, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        await folder.FoldAsync(JsonSerializer.Deserialize(message, MaintenanceJson.Default.FoldMessage)!, cancellationToken);
        metrics.Folded(Stopwatch.GetElapsedTime(begin));
    }
}
