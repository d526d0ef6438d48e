using Insights.Coder.Database;
using Insights.Coder.Reading;
using Insights.Coder.Sending;

namespace Insights.Coder.Following;

/// <summary>Reads builds, versions of templates, and statuses of users: what there is as far back as usage is kept, then what is new.</summary>
internal sealed class BuildFollower(CoderDatabase database, Sender sender, SourceOptions options)
{
    /// <summary>How much of the past is read at a time.</summary>
    private static readonly TimeSpan Portion = TimeSpan.FromDays(7);

    private readonly BuildReader _builds = new(database);
    private readonly VersionReader _versions = new(database);
    private readonly StatusReader _statuses = new(database);

    /// <summary>Reads and sends what is new since it was read the last time.</summary>
    public async Task RunAsync(DatabasePoll poll, CancellationToken cancellationToken)
    {
        var since = poll.State.BuildsAt - (poll.Sweep ? options.SweepOverlap : options.Overlap);
        if (poll.CanRead(Relations.Users))
        {
            await SendAsync(poll, IngestList.Users, await _statuses.ReadAsync(since, cancellationToken), cancellationToken);
        }

        if (poll.CanRead(Relations.Versions, Relations.VersionParameters))
        {
            await SendAsync(poll, IngestList.Versions, await _versions.ReadChangedAsync(since, cancellationToken), cancellationToken);
        }

        // Where the other tables may not be read a build has less, but it is there.
        if (poll.CanRead(Relations.Builds, Relations.Workspaces))
        {
            // Those that an earlier release sent without what they do are sent again, as soon as that may be read.
            var withEffects = poll.CanRead(Relations.BuildEffects, Relations.Jobs, Relations.JobOutcomes);
            await SendBuildsAsync(poll, withEffects && !poll.State.ReadsEffects ? null : since, cancellationToken);
            poll.State = poll.State with { ReadsEffects = withEffects };
        }

        poll.State = poll.State with { BuildsAt = poll.Now };
    }

    private async Task SendBuildsAsync(DatabasePoll poll, DateTime? since, CancellationToken cancellationToken)
    {
        if (since is { } changed)
        {
            await SendAsync(poll, IngestList.Builds, await _builds.ReadChangedAsync(changed, poll.KeptSince, poll.Sweep, cancellationToken), cancellationToken);
            return;
        }

        for (var from = poll.KeptSince; from < poll.Now; from += Portion)
        {
            var to = from + Portion < poll.Now ? from + Portion : Always.Until;
            await SendAsync(poll, IngestList.Builds, await _builds.ReadCreatedAsync(from, to, cancellationToken), cancellationToken);
        }
    }

    private async Task SendAsync<T>(DatabasePoll poll, IngestList<T> list, List<T> items, CancellationToken cancellationToken)
    {
        poll.Read(items.Count);
        poll.Count(await sender.SendAsync(list, items, cancellationToken));
    }
}
