using Insights.Functions.Storage;
using Insights.Functions.Telemetry;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Ingest;

/// <summary>
/// Group commit. Small requests that come at about the same time share queue messages: the first one opens a group, others join it
/// for a few milliseconds and as long as the group before is on its way, and every one of them is answered when the messages of the
/// group are in the queue. Large requests and full groups go at once. Under load the cost of a stat falls, the more the slower storage or
/// this machine is; nothing is acknowledged that is not durable.
/// </summary>
public sealed class UsageOutbox(UsageQueue queue, InsightsMetrics metrics, TimeProvider clock, IOptions<IngestOptions> options)
{
    private const int Parallelism = 8;

    // A group that storage holds up does not hold up those that come after it.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly TimeSpan _wait = TimeSpan.FromMilliseconds(options.Value.GroupCommitMilliseconds);
    private readonly int _fullGroup = options.Value.GroupCommitEvents;
    private Group? _open;
    private Task _before = Task.CompletedTask;

    /// <summary>Puts a batch on the queue, which is not to be used afterwards; when this returns it is durable.</summary>
    public async Task AddAsync(UsageBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count >= _fullGroup || (_wait == TimeSpan.Zero && batch.Count > 0))
        {
            await SendAsync(UsagePacker.Pack(batch), batch.Count, cancellationToken);
        }
        else if (batch.Count > 0)
        {
            // Who gives up waiting leaves the others alone: its events go with the group.
            await Join(batch).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Puts what sessions add on the queue; of many half-hours only those of a few messages are there at once.</summary>
    internal async Task AddAsync(SessionMinutes minutes, CancellationToken cancellationToken)
    {
        if (minutes.Count >= _fullGroup)
        {
            await SendAsync(UsagePacker.Pack(minutes), minutes.Count, cancellationToken);
            return;
        }

        var batch = new UsageBatch();
        foreach (var one in minutes)
        {
            batch.Add(one);
        }

        await AddAsync(batch, cancellationToken);
    }

    private Task Join(UsageBatch batch)
    {
        lock (_lock)
        {
            var group = _open;
            if (group is null)
            {
                group = _open = new Group();
                group.Sent = SendAfterWaitAsync(group, _before);
                _before = group.Sent;
            }

            group.Batch.Add(batch);
            if (group.Batch.Count >= _fullGroup)
            {
                _open = null;
                group.Full.TrySetResult();
            }

            return group.Sent;
        }
    }

    private async Task SendAfterWaitAsync(Group group, Task before)
    {
        var ready = Task.WhenAll(Task.Delay(_wait, clock), Task.WhenAny(before, Task.Delay(LongestWait, clock)));
        await Task.WhenAny(group.Full.Task, ready).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
        {
            if (_open == group)
            {
                _open = null;
            }
        }

        await SendAsync(UsagePacker.Pack(group.Batch), group.Batch.Count, CancellationToken.None);
    }

    private async Task SendAsync(IEnumerable<UsageMessage> messages, int events, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (message, cancel) => await queue.SendAsync(message, cancel));
        metrics.Ingested(events);
    }

    private sealed class Group
    {
        public UsageBatch Batch { get; } = new();

        public TaskCompletionSource Full { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Sent { get; set; } = Task.CompletedTask;
    }
}
