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
public sealed partial class UsageInbox
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly UsageTable _usage;
    private readonly PassDemand _passes;
    private readonly ILogger<UsageInbox> _logger;
    private readonly GroupCommit<UsageMessage> _groups;

    /// <summary>An inbox whose groups are as large, and wait as long, as the options say.</summary>
    public UsageInbox(UsageTable usage, PassDemand passes, TimeProvider clock, IOptions<AggregationOptions> options, ILogger<UsageInbox> logger)
    {
        (_usage, _passes, _logger) = (usage, passes, logger);
        _groups = new(
            messages => WriteAsync(messages, CancellationToken.None), new(options.Value.AppendWait, LongestWait, options.Value.AppendMessages, _ => 1), clock);
    }

    /// <summary>Writes what a message says; when this returns it is in the table.</summary>
    public async Task AddAsync(UsageMessage message, CancellationToken cancellationToken)
    {
        var group = _groups.Add(message);
        try
        {
            await group.Written.WaitAsync(cancellationToken);
        }
        catch (Exception e) when (group.Items.Count > 1 && !cancellationToken.IsCancellationRequested)
        {
            // What is wrong with one message is not to be wrong with all: each is tried, and if need be delivered again, alone.
            LogGroupFailed(group.Items.Count, e);
            await WriteAsync([message], cancellationToken);
        }
    }

    private async Task WriteAsync(IReadOnlyList<UsageMessage> messages, CancellationToken cancellationToken)
    {
        var touched = await _usage.AppendAsync(messages, cancellationToken);
        await _passes.AskAsync(messages, touched, cancellationToken);
    }

    [LoggerMessage(106, LogLevel.Warning, "{Messages} usage messages could not be written together; each is tried alone.")]
    private partial void LogGroupFailed(int messages, Exception exception);
}
