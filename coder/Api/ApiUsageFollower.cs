using Insights.Coder.Following;
using Insights.Coder.Items;
using Insights.Coder.Sending;
using Insights.Coder.State;

namespace Insights.Coder.Api;

/// <summary>
/// Reads usage as it goes on: half-hours that Coder still changes, again and again without their latencies, until they are final, then
/// once with them. A half-hour only grows, and the minutes that are sent of it are always its first ones, so sending more of it is exact.
/// </summary>
internal sealed class ApiUsageFollower(ApiUsageReader usage, Sender sender, SourceOptions options)
{
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    // Coder adds up every five minutes, and its clock may be another.
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(10);

    // What is longer ago than this is history.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    private readonly Dictionary<(DateTime, Guid, Guid), int> _sent = [];
    private readonly SortedDictionary<DateTime, IReadOnlyDictionary<Guid, long>> _final = [];

    /// <summary>Reads and sends what is new.</summary>
    public async Task RunAsync(Poll poll, Func<SourceState, CancellationToken, Task> save, CancellationToken cancellationToken)
    {
        var final = HalfHours.Floor(poll.Now - SourceTimes.Final);
        if (Begin(poll, final))
        {
            await save(poll.State, cancellationToken);
        }

        var since = poll.State.FollowedSince!.Value;
        if (poll.Sweep)
        {
            await CheckAsync(poll, Later(since, final - Recent), Earlier(final, poll.State.ReadTo ?? final), cancellationToken);
        }

        var end = HalfHours.Ceiling(poll.Now - Delay);
        for (var start = Later(since, poll.State.ReadTo ?? since); start < end; start += HalfHour)
        {
            await ReadAsync(poll, start, start < final, cancellationToken);
            poll.State = start < final ? poll.State with { ReadTo = start + HalfHour } : poll.State;
        }

        Forget(final);
    }

    // Since when it is followed, and what is history: all before it, or what has come between since it was followed the last time.
    private static bool Begin(Poll poll, DateTime final)
    {
        var (state, from) = (poll.State, Later(final, poll.KeptSince));
        if (state.Kind != SourceKind.Api)
        {
            // What was read row by row stays so, but for the half-hour that it ended in.
            from = state.FollowedSince is { } followed ? Later(followed, HalfHours.Ceiling(state.ReadTo ?? poll.Now)) : from;
            poll.State = state with { Kind = SourceKind.Api, Followed = [new HalfHours(from, null)], ReadTo = null };
            return true;
        }

        var begins = state.FollowedSince is null;
        if (!begins && from - Later(state.FollowedSince!.Value, state.ReadTo ?? state.FollowedSince.Value) <= Recent)
        {
            return false;
        }

        var before = begins ? poll.KeptSince : Later(state.FollowedSince!.Value, state.ReadTo ?? state.FollowedSince.Value);
        poll.State = state with { Followed = [new HalfHours(from, null)], ReadTo = null };
        if (before < from)
        {
            poll.State = poll.State.WithPending(new HalfHours(before, from));
        }

        return true;
    }

    // Coder may have been late with adding up. Whether it was, one report of all those half-hours tells.
    private async Task CheckAsync(Poll poll, DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        if (from >= to)
        {
            return;
        }

        var known = _final.Where(halfHour => halfHour.Key >= from && halfHour.Key < to).SelectMany(halfHour => halfHour.Value)
            .GroupBy(user => user.Key, user => user.Value).ToDictionary(user => user.Key, user => user.Sum());
        var actual = await usage.ReadSecondsAsync(from, to, cancellationToken);
        if (actual.Count == known.Count && actual.All(user => known.GetValueOrDefault(user.Key) == user.Value))
        {
            return;
        }

        for (var start = from; start < to; start += HalfHour)
        {
            await ReadAsync(poll, start, isFinal: true, cancellationToken);
        }
    }

    private async Task ReadAsync(Poll poll, DateTime start, bool isFinal, CancellationToken cancellationToken)
    {
        var buckets = await usage.ReadHalfHourAsync(start, withLatency: isFinal, cancellationToken);
        poll.Read(buckets.Count);
        var news = buckets.Where(bucket => isFinal || !_sent.TryGetValue(KeyOf(bucket), out var minutes) || minutes < bucket.UsageMins).ToArray();
        poll.Count(await sender.SendAsync(IngestList.UsageBuckets, news, cancellationToken));
        foreach (var bucket in news)
        {
            _sent[KeyOf(bucket)] = bucket.UsageMins;
        }

        if (isFinal)
        {
            // As a report over several templates counts it: nobody is active for more than the half-hour.
            _final[start] = buckets.GroupBy(bucket => bucket.UserId).ToDictionary(user => user.Key, user => Math.Min(user.Sum(bucket => bucket.UsageMins), 30) * 60L);
        }

        if (buckets.Count > 0)
        {
            poll.NewestReport = start + HalfHour < poll.Now ? start + HalfHour : poll.Now;
        }
    }

    private void Forget(DateTime final)
    {
        foreach (var key in _sent.Keys.Where(key => key.Item1 < final).ToArray())
        {
            _sent.Remove(key);
        }

        while (_final.Count > 0 && _final.Keys.First() < final - Recent - options.SweepInterval)
        {
            _final.Remove(_final.Keys.First());
        }
    }

    private static (DateTime, Guid, Guid) KeyOf(UsageBucket bucket) => (bucket.StartTime, bucket.TemplateId, bucket.UserId);

    private static DateTime Earlier(DateTime left, DateTime right) => left < right ? left : right;

    private static DateTime Later(DateTime left, DateTime right) => left > right ? left : right;
}
