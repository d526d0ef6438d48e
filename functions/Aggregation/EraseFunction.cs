using System.Text.Json;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Removes an erased user from every row, one template a step. Where it stops, the message of the step is delivered again; a step that
/// is done twice finds nothing to do.
/// </summary>
public sealed partial class EraseFunction(
    UsageIndex index, UsageTable usage, ErasureTable erasures, MaintenanceQueues queues, UsageEraser eraser, TimeProvider clock, ILogger<EraseFunction> logger)
{
    /// <summary>Makes one step and asks for the next one.</summary>
    [Function(nameof(EraseUser))]
    public async Task EraseUser([QueueTrigger(StorageNames.EraseQueue)] string message, CancellationToken cancellationToken)
    {
        var (id, after) = JsonSerializer.Deserialize(message, MaintenanceJson.Default.EraseMessage)!;
        if (await erasures.FindAsync(id, cancellationToken) is not { CompletedAt: null } operation)
        {
            return;
        }

        var templates = await index.GetTemplatesAsync(cancellationToken);
        var template = templates.Cast<Guid?>().FirstOrDefault(template => after is null || template!.Value.CompareTo(after.Value) > 0);
        if (template is null)
        {
            await erasures.PutAsync(operation with { CompletedAt = clock.GetUtcNow() }, cancellationToken);
            LogErased(id, operation.Templates, operation.Rows);
            return;
        }

        var erased = new ErasedUsers(new Dictionary<Guid, HalfHour> { [operation.User] = HalfHour.Of(operation.RequestedAt) });
        var rows = 0;
        await foreach (var (day, partition) in usage.ScanRowsAsync(template.Value, DateOnly.MinValue, DateOnly.MaxValue, cancellationToken))
        {
            rows += await eraser.EraseAsync(template.Value, day, partition, erased, cancellationToken);
        }

        await erasures.PutAsync(operation with { Templates = operation.Templates + 1, Rows = operation.Rows + rows }, cancellationToken);
        await queues.SendAsync(new EraseMessage(id, template), cancellationToken);
    }

    [LoggerMessage(120, LogLevel.Information, "Erasure {Operation} is complete: {Templates} templates, {Rows} rows rewritten.")]
    private partial void LogErased(Guid operation, int templates, int rows);
}
