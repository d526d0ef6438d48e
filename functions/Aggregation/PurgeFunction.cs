using System.Text.Json;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>Deletes what is older than the retention: whole days of usage, and builds of whole months with the apps that only they name.</summary>
public sealed class PurgeFunction(UsageTable usage, UsageStarts starts, BuildTable builds, AppTable apps, MonthTable months, TimeProvider clock, IOptions<UsageOptions> options)
{
    /// <summary>Purges one template. What a stop leaves is there for the next run: it is found by its age.</summary>
    [Function(nameof(PurgeTemplate))]
    public async Task PurgeTemplate([QueueTrigger(StorageNames.PurgeQueue)] string message, CancellationToken cancellationToken)
    {
        var template = JsonSerializer.Deserialize(message, MaintenanceJson.Default.PurgeMessage)!.Template;
        var now = clock.GetUtcNow();
        var kept = now - options.Value.Retention;
        await usage.DeleteBeforeAsync(template, await FirstDayAsync(now, cancellationToken), cancellationToken);
        await builds.DeleteBeforeAsync(template, kept, cancellationToken);
        await apps.DeleteBeforeAsync(template, kept, cancellationToken);
        await starts.TrimAsync(template, cancellationToken);
    }

    // Of a month nothing is deleted before its figures are stored.
    private async Task<DateOnly> FirstDayAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var first = options.Value.FirstDay(now);
        return options.Value.KeepMonths == 0 ? first
            : await months.GetDoneBeforeAsync(cancellationToken) is not { } done ? DateOnly.MinValue
            : done < first ? done
            : first;
    }
}
