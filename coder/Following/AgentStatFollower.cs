using Insights.Coder.Database;
using Insights.Coder.Reading;
using Insights.Coder.Sending;
using Insights.Coder.State;

namespace Insights.Coder.Following;

/// <summary>
/// Reads on where reports of agents were read up to, and finds out whether some were deleted before they were read.
/// <para>
/// Coder deletes reports a day before the newest half-hour that it has added up. What is younger is there. From what is older it follows
/// that a page of rows is whole only if, after it was read, there is still a row from before it; else the half-hours up to what is
/// certain to be there are read as counts.
/// </para>
/// </summary>
internal sealed class AgentStatFollower(CoderDatabase database, Sender sender, SourceOptions options)
{
    private readonly AgentStatReader _stats = new(database);
    private readonly UsageBucketReader _buckets = new(database);
    private readonly SeenRows _seen = new();

    /// <summary>Reads and sends what is new.</summary>
    public async Task RunAsync(DatabasePoll poll, Func<SourceState, CancellationToken, Task> save, CancellationToken cancellationToken)
    {
        var readable = poll.CanRead(Relations.AgentStats);
        var (oldest, newest) = readable ? await _stats.ReadBoundsAsync(cancellationToken) : default;
        if (poll.State.Kind != SourceKind.Database)
        {
            TakeOver(poll);
            await save(poll.State, cancellationToken);
        }
        else if (poll.State.FollowedSince is null)
        {
            await BeginAsync(poll, oldest, cancellationToken);
            await save(poll.State, cancellationToken);
        }

        if (!readable)
        {
            return;
        }

        var at = From(poll);
        var id = Guid.Empty;
        while (true)
        {
            var page = await _stats.ReadPageAsync(at, id, cancellationToken);
            if (await FirstCertainAsync(poll, at, cancellationToken) is { } certain && Skip(poll, at, certain))
            {
                await save(poll.State, cancellationToken);
                (at, id) = (certain, Guid.Empty);
                continue;
            }

            poll.Read(page.Count);
            await SendAsync(poll, page, cancellationToken);
            if (page.Count < AgentStatReader.PageLength)
            {
                break;
            }

            (at, id) = (page[^1].Stat.CreatedAt, page[^1].Id);
        }

        var readTo = newest < poll.Now ? newest.Value : poll.Now;
        poll.State = poll.State with { ReadTo = readTo > poll.State.ReadTo || poll.State.ReadTo is null ? readTo : poll.State.ReadTo };
        _seen.Forget(readTo - options.SweepOverlap - options.Overlap);
        poll.NewestReport = newest;
    }

    // The half-hours from which on rows are read are settled, and then written down, before the first of them is sent.
    private async Task BeginAsync(DatabasePoll poll, DateTime? oldest, CancellationToken cancellationToken)
    {
        var newestBucket = poll.CanRead(Relations.UsageStats, Relations.UsageSessionApps) ? (await _buckets.ReadBoundsAsync(cancellationToken)).Newest : null;
        var from = newestBucket is { } newest
            ? HalfHours.Ceiling(Later(newest - SourceTimes.CertainlyKept, Earlier(oldest ?? Always.Until, newest - SourceTimes.Final)))
            : HourOf(oldest ?? (poll.Now - options.SweepOverlap));
        from = Later(from, poll.KeptSince);
        poll.State = poll.State with { Followed = [new HalfHours(from, null)] };
        if (from > poll.KeptSince)
        {
            poll.State = poll.State.WithPending(new HalfHours(poll.KeptSince, from));
        }
    }

    // What came by the API is half-hours without applications. They are read again as counts, which have them; rows begin with the next one.
    private static void TakeOver(DatabasePoll poll)
    {
        var from = HalfHours.Ceiling(poll.Now);
        var before = new HalfHours(poll.KeptSince, from);
        poll.State = (poll.State with
        {
            Kind = SourceKind.Database,
            Followed = [new HalfHours(from, null)],
            Pending = [],
            Begun = [before],
            HistoryDays = 0,
            ReadTo = null,
        }).WithPending(before);
    }

    private DateTime From(DatabasePoll poll)
    {
        var since = poll.State.FollowedSince!.Value;
        return poll.State.ReadTo is { } readTo ? Later(since, readTo - (poll.Sweep ? options.SweepOverlap : options.Overlap)) : since;
    }

    // Null when the rows after a time were all there when they were read; else the first half-hour of which they are.
    private async Task<DateTime?> FirstCertainAsync(DatabasePoll poll, DateTime after, CancellationToken cancellationToken)
    {
        if (after > poll.Now - SourceTimes.CertainlyKept || !poll.CanRead(Relations.UsageStats, Relations.UsageSessionApps))
        {
            return null;
        }

        var newest = (await _buckets.ReadBoundsAsync(cancellationToken)).Newest;
        if (newest is null || after >= newest - SourceTimes.CertainlyKept)
        {
            return null;
        }

        var (oldest, _) = await _stats.ReadBoundsAsync(cancellationToken);
        return oldest <= after ? null : HalfHours.Ceiling(newest.Value - SourceTimes.CertainlyKept);
    }

    // Rows go on where they are certain, and counts fill what is between. Of the last half-hours that were read some rows may have come
    // later and are gone: their counts stand in the place of what was read.
    private bool Skip(DatabasePoll poll, DateTime at, DateTime certain)
    {
        var readTo = Later(at, poll.State.ReadTo ?? at);
        if (certain <= HalfHours.Ceiling(readTo))
        {
            return false;
        }

        var followed = poll.State.Followed;
        var since = Later(followed[^1].From, HalfHours.Floor(readTo - options.SweepOverlap));
        var before = followed[^1].From < since ? followed.SkipLast(1).Append(followed[^1] with { To = since }) : followed.SkipLast(1);
        var begun = new HalfHours(since, HalfHours.Ceiling(readTo));
        poll.State = (poll.State with
        {
            Followed = [.. before, new HalfHours(certain, null)],
            Begun = begun.From < begun.To ? [.. poll.State.Begun, begun] : poll.State.Begun,
        }).WithPending(new HalfHours(since, certain));
        return true;
    }

    private async Task SendAsync(DatabasePoll poll, List<AgentStatRow> page, CancellationToken cancellationToken)
    {
        var news = page
            .Where(row => row.Stat.CreatedAt >= poll.KeptSince && row.Stat.CreatedAt <= poll.Latest && !_seen.Contains(row.Stat.CreatedAt, row.Id))
            .ToArray();
        poll.Count(await sender.SendAsync(IngestList.AgentStats, news.Select(row => row.Stat), cancellationToken));
        foreach (var row in news)
        {
            _seen.Add(row.Stat.CreatedAt, row.Id);
        }
    }

    // Where nothing is added up yet, Coder begins with the hour of the first report.
    private static DateTime HourOf(DateTime instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerHour));

    private static DateTime Earlier(DateTime left, DateTime right) => left < right ? left : right;

    private static DateTime Later(DateTime left, DateTime right) => left > right ? left : right;
}
