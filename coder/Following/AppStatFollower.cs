using Insights.Coder.Database;
using Insights.Coder.Reading;
using Insights.Coder.Sending;

namespace Insights.Coder.Following;

/// <summary>Reads sessions in apps: new ones by their ids, open ones again, and once an hour what else has ended lately.</summary>
internal sealed class AppStatFollower(CoderDatabase database, Sender sender, SourceOptions options)
{
    private readonly AppStatReader _stats = new(database);
    private readonly AppSessions _sessions = new();
    private readonly IdMarks _marks = new();

    /// <summary>Reads and sends what is new, as far as it is in half-hours that are read row by row.</summary>
    public async Task RunAsync(DatabasePoll poll, CancellationToken cancellationToken)
    {
        if (poll.State.FollowedSince is not { } since || !poll.CanRead(Relations.AppStats, Relations.Workspaces))
        {
            return;
        }

        var last = await _stats.ReadLastIdAsync(cancellationToken);
        if (_marks.IsEmpty || poll.Sweep)
        {
            await ReadEndedAsync(poll, Since(poll, since), cancellationToken);
        }
        else
        {
            await SendAsync(poll, await _stats.ReadNewAsync(_marks.From, _sessions.Open(poll.Now), cancellationToken), cancellationToken);
        }

        _marks.Add(poll.Now, last);
        poll.State = poll.State with { AppsReadTo = poll.Now };
        _sessions.Forget(poll.Now - options.SweepOverlap - options.Overlap);
    }

    // What was followed before is read again as far as a session may have grown unseen, however long ago that was.
    private DateTime Since(DatabasePoll poll, DateTime since) =>
        poll.State.AppsReadTo is { } readTo && readTo - options.SweepOverlap > since ? readTo - options.SweepOverlap : since;

    private async Task ReadEndedAsync(DatabasePoll poll, DateTime since, CancellationToken cancellationToken)
    {
        List<AppStatRow> page;
        var after = 0L;
        do
        {
            page = await _stats.ReadEndedAsync(since, after, cancellationToken);
            await SendAsync(poll, page, cancellationToken);
            after = page.Count > 0 ? page[^1].Id : after;
        }
        while (page.Count == AppStatReader.PageLength);
    }

    private async Task SendAsync(DatabasePoll poll, List<AppStatRow> rows, CancellationToken cancellationToken)
    {
        poll.Read(rows.Count);
        var parts = rows.SelectMany(row => _sessions.NewParts(row, poll.State.Followed, poll.Latest)).Where(part => part.SessionEndedAt >= poll.KeptSince);
        poll.Count(await sender.SendAsync(IngestList.AppStats, parts, cancellationToken));
        _sessions.Add(rows, poll.Latest);
    }
}
