using System.Text.Json;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>Deletes what is older than the retention: whole days of usage, and builds of whole months with the apps that only they name.</summary>
public sealed class PurgeFunction(UsageTable usage, UsageStarts starts, BuildTable builds, AppTable apps, TimeProvider clock, IOptions<UsageOptions> options)
{
    /// <summary>Purges one template. What a stop leaves is there for the next run: it is found by its age.</summary>
    [Function(nameof(PurgeTemplate))]
    public async Task PurgeTemplate([QueueTrigger(StorageNames.PurgeQueue)] string message, CancellationToken cancellationToken)
    {
        var template = JsonSerializer.Deserialize(message, MaintenanceJson.Default.PurgeMessage)!.Template;
        var kept = clock.GetUtcNow() - options.Value.Retention;
        await usage.DeleteBeforeAsync(template, DateOnly.FromDateTime(kept.UtcDateTime), cancellationToken);
        await builds.DeleteBeforeAsync(template, kept, cancellationToken);
        await apps.DeleteBeforeAsync(template, kept, cancellationToken);
        await starts.TrimAsync(template, cancellationToken);
    }
}
