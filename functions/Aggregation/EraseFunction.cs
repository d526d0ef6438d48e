using System.Text.Json;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Removes an erased user from every row, one template a step. How far it has got is stored with the operation: a step that is done
/// twice finds nothing to do, of two chains of steps one ends, and one whose message was lost is queued again by the dispatcher.
/// </summary>
public sealed partial class EraseFunction(
    UsageIndex index, UsageTable usage, ErasureTable erasures, MaintenanceQueues queues, UsageEraser eraser, TimeProvider clock, ILogger<EraseFunction> logger)
{
    /// <summary>Makes one step and asks for the next one.</summary>
    [Function(nameof(EraseUser))]
    public async Task EraseUser([QueueTrigger(StorageNames.EraseQueue)] string message, CancellationToken cancellationToken)
    {
        var id = JsonSerializer.Deserialize(message, MaintenanceJson.Default.EraseMessage)!.Operation;
        if (await erasures.FindAsync(id, cancellationToken) is not { CompletedAt: null } operation)
        {
            return;
        }

        var templates = await index.GetTemplatesAsync(cancellationToken);
        var next = templates.Cast<Guid?>().FirstOrDefault(template => operation.After is null || template!.Value.CompareTo(operation.After.Value) > 0);
        if (next is not { } template)
        {
            if (await erasures.TryAdvanceAsync(operation with { CompletedAt = clock.GetUtcNow() }, cancellationToken))
            {
                LogErased(id, operation.Templates, operation.Rows);
            }

            return;
        }

        var erased = new ErasedUsers(new Dictionary<Guid, HalfHour> { [operation.User] = operation.Until });
        var rows = 0;
        await foreach (var (day, partition) in usage.ScanRowsAsync(template, DateOnly.MinValue, DateOnly.MaxValue, eraser.MaxLength, cancellationToken))
        {
            rows += await eraser.EraseAsync(template, day, partition, erased, cancellationToken);
        }

        var after = operation with { After = template, Templates = operation.Templates + 1, Rows = operation.Rows + rows };
        if (await erasures.TryAdvanceAsync(after, cancellationToken))
        {
            await queues.SendAsync(new EraseMessage(id), cancellationToken);
        }
    }

    [LoggerMessage(120, LogLevel.Information, "Erasure {Operation} is complete: {Templates} templates, {Rows} rows rewritten.")]
    private partial void LogErased(Guid operation, int templates, int rows);
}
