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
public sealed class UsageOutbox
{
    private const int Parallelism = 8;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

    private readonly UsageQueue _queue;
    private readonly InsightsMetrics _metrics;
    private readonly GroupTerms<UsageBatch> _terms;
    private readonly GroupCommit<UsageBatch> _groups;

    /// <summary>An outbox whose groups are as large, and wait as long, as the settings say.</summary>
    public UsageOutbox(UsageQueue queue, InsightsMetrics metrics, TimeProvider clock, IOptions<IngestOptions> options)
    {
        (_queue, _metrics) = (queue, metrics);
        _terms = new(TimeSpan.FromMilliseconds(options.Value.GroupCommitMilliseconds), LongestWait, options.Value.GroupCommitEvents, batch => batch.Count);
        _groups = new(SendAsync, _terms, clock);
    }

    /// <summary>Puts a batch on the queue, which is not to be used afterwards; when this returns it is durable.</summary>
    public async Task AddAsync(UsageBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count >= _terms.Full || (_terms.Wait == TimeSpan.Zero && batch.Count > 0))
        {
            await SendAsync(UsagePacker.Pack(batch), batch.Count, cancellationToken);
        }
        else if (batch.Count > 0)
        {
            await _groups.Add(batch).Written.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Puts what sessions add on the queue; of many half-hours only those of a few messages are there at once.</summary>
    internal async Task AddAsync(SessionMinutes minutes, CancellationToken cancellationToken)
    {
        if (minutes.Count >= _terms.Full)
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

    private Task SendAsync(IReadOnlyList<UsageBatch> group)
    {
        var all = group[0];
        foreach (var batch in group.Skip(1))
        {
            all.Add(batch);
        }

        return SendAsync(UsagePacker.Pack(all), all.Count, CancellationToken.None);
    }

    private async Task SendAsync(IEnumerable<UsageMessage> messages, int events, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (message, cancel) => await _queue.SendAsync(message, cancel));
        _metrics.Ingested(events);
    }
}
