using System.Text.Json;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Deletes what is older than the retention: whole days of usage, and builds of whole months with the apps that only they name. Where people
/// are not kept for as long, counts take their place, and their builds are deleted then.
/// </summary>
public sealed class PurgeFunction(
    UsageTable usage, UsageStarts starts, BuildTable builds, AppTable apps, MonthTable months, TallyPass tallies, PersonRetention people, MaintenanceQueues queues, TimeProvider clock,
    IOptions<UsageOptions> options)
{
    /// <summary>Purges one template. What a stop leaves is there for the next run: it is found by its age.</summary>
    [Function(nameof(PurgeTemplate))]
    public async Task PurgeTemplate([QueueTrigger(StorageNames.PurgeQueue)] string message, CancellationToken cancellationToken)
    {
        var (template, from) = JsonSerializer.Deserialize(message, MaintenanceJson.Default.PurgeMessage)!;
        if (from is null)
        {
            await DeleteAsync(template, cancellationToken);
        }

        if (await tallies.RunAsync(template, from ?? DateOnly.MinValue, cancellationToken) is { } next)
        {
            await queues.SendAsync(new PurgeMessage(template, next), cancellationToken);
        }
    }

    private async Task DeleteAsync(Guid template, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var kept = now - options.Value.Retention;
        await usage.DeleteBeforeAsync(template, await FirstDayAsync(now, cancellationToken), cancellationToken);
        await builds.DeleteBeforeAsync(template, kept, cancellationToken);
        if (people.FirstDay is { } first)
        {
            await builds.DeleteMadeBeforeAsync(template, HalfHour.FirstOf(first).Start, cancellationToken);
        }

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
