using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Group commit at the other end of the queue. Messages that an instance has in hand at about one time are written together: the first one
/// opens a group, others join it for a few milliseconds and as long as the group before is being written. What a group has of a partition
/// takes one transaction however many messages it comes from, and one row where a row would have been written for each message. Each message
/// is done when the rows of its group are in the table, so that one whose function ends early is delivered again; what it said is then in
/// two rows, which merge to the same.
/// </summary>
public sealed partial class UsageInbox(
    UsageTable usage, FoldPressure pressure, PassRequests requests, MaintenanceQueues queues, TimeProvider clock, IOptions<AggregationOptions> options,
    ILogger<UsageInbox> logger)
{
    // A group that storage holds up does not hold up those that come after it.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Group? _open;
    private Task _before = Task.CompletedTask;

    /// <summary>Writes what a message says; when this returns it is in the table.</summary>
    public async Task AddAsync(UsageMessage message, CancellationToken cancellationToken)
    {
        var group = Join(message);
        try
        {
            await group.Written.WaitAsync(cancellationToken);
        }
        catch (Exception e) when (group.Messages.Count > 1 && !cancellationToken.IsCancellationRequested)
        {
            // What is wrong with one message is not to be wrong with all: each is tried, and if need be delivered again, alone.
            LogGroupFailed(group.Messages.Count, e);
            await WriteAsync([message], cancellationToken);
        }
    }

    private Group Join(UsageMessage message)
    {
        lock (_lock)
        {
            var group = _open;
            if (group is null)
            {
                group = _open = new Group();
                group.Written = WriteAfterWaitAsync(group, _before);
                _before = group.Written;
            }

            group.Messages.Add(message);
            if (group.Messages.Count >= options.Value.AppendMessages)
            {
                _open = null;
                group.Full.TrySetResult();
            }

            return group;
        }
    }

    private async Task WriteAfterWaitAsync(Group group, Task before)
    {
        var ready = Task.WhenAll(Task.Delay(options.Value.AppendWait, clock), Task.WhenAny(before, Task.Delay(LongestWait, clock)));
        await Task.WhenAny(group.Full.Task, ready).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
        {
            if (_open == group)
            {
                _open = null;
            }
        }

        await WriteAsync(group.Messages, CancellationToken.None);
    }

    private async Task WriteAsync(IReadOnlyList<UsageMessage> messages, CancellationToken cancellationToken)
    {
        var touched = await usage.AppendAsync(messages, cancellationToken);
        await AskForPassesAsync(messages, touched, cancellationToken);
    }

    // For old days that this process says now that it writes to: the pass finds all that came until then, so that an import leaves packed
    // days behind as it goes. For others when there is much to fold. The timer would ask as well, only later.
    private async Task AskForPassesAsync(
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

    [LoggerMessage(106, LogLevel.Warning, "{Messages} usage messages could not be written together; each is tried alone.")]
    private partial void LogGroupFailed(int messages, Exception exception);

    private sealed class Group
    {
        public List<UsageMessage> Messages { get; } = [];

        public TaskCompletionSource Full { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Written { get; set; } = Task.CompletedTask;
    }
}
