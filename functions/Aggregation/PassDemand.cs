using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Asks for passes over what was appended: for old days that this process says now that it writes to, since the pass finds all that came
/// until then, so that an import leaves packed days behind as it goes; and for others when there is much to fold. The timer would ask as
/// well, only later.
/// </summary>
public sealed class PassDemand(
    FoldPressure pressure, PassRequests requests, MaintenanceQueues queues, TimeProvider clock, IOptions<AggregationOptions> options)
{
    /// <summary>Asks for what is worth it.</summary>
    /// <param name="messages">What was appended.</param>
    /// <param name="touched">The partitions of which this process had not said lately that it writes to them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task AskAsync(
        IReadOnlyList<UsageMessage> messages, IReadOnlyList<(Guid Template, DateOnly Day)> touched, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var (template, day) in touched.Where(partition => LoosePartition.IsOld(partition.Day, now)).DistinctBy(partition => partition.Template))
        {
            if (requests.Add(template, now))
            {
                await queues.SendAsync(new FoldMessage(template, day, News: true), cancellationToken, PassRequests.Delay);
            }
        }

        var rows = messages.SelectMany(message => message.Parts).Select(part => (part.Template, part.HalfHour)).Distinct();
        foreach (var ((template, day), deltas) in rows.CountBy(row => (row.Template, row.HalfHour.Day)))
        {
            if (!LoosePartition.IsOld(day, now) && now < options.Value.SealsAt(day) && pressure.Add(template, day, deltas))
            {
                await queues.SendAsync(new FoldMessage(template, day), cancellationToken);
            }
        }
    }
}
