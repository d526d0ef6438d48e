using System.Collections.Frozen;
using Insights.Coder.Following;
using Insights.Coder.Items;

namespace Insights.Coder.Api;

/// <summary>
/// Reads usage by half-hour from Coder's insights: for how long which user was active with which template, and the median latency. Within
/// one half-hour and template the figures of a report are those of the one row that Coder has added up, so they are exact; a report of all
/// templates tells who used only one, and only those who used several have to be asked for one by one. In which applications somebody was
/// active it tells of all users together, which cannot be taken apart: the minutes are those of an unknown one.
/// </summary>
internal sealed class ApiUsageReader(CoderApi api, TimeProvider clock) : IUsageHistory
{
    /// <summary>The name of the application that nobody knows, as agents report it.</summary>
    public const string UnknownApp = "unknown";

    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    private static readonly FrozenDictionary<string, int> None = FrozenDictionary<string, int>.Empty;

    private readonly Dictionary<Guid, UserItem> _people = [];

    /// <summary>Everybody who was met, by name. Among them are those whom the list of users does not have: the deleted, and the system's own.</summary>
    public IReadOnlyList<UserItem> People()
    {
        lock (_people)
        {
            return [.. _people.Values];
        }
    }

    /// <summary>All of the past up to now; whether there is any shows only when it is read.</summary>
    public Task<(DateTime? Oldest, DateTime? Newest)> ReadBoundsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<(DateTime?, DateTime?)>((DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc), clock.GetUtcNow().UtcDateTime));

    /// <inheritdoc/>
    public async Task<List<UsageBucket>> ReadAsync(DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        var buckets = new List<UsageBucket>();
        if ((await ReadSecondsAsync(from, to, cancellationToken)).Count == 0)
        {
            return buckets;
        }

        for (var start = from; start < to; start += HalfHour)
        {
            buckets.AddRange(await ReadHalfHourAsync(start, withLatency: true, cancellationToken));
        }

        return buckets;
    }

    /// <summary>For how many seconds each user was active in a range, whatever the template.</summary>
    public async Task<IReadOnlyDictionary<Guid, long>> ReadSecondsAsync(DateTime from, DateTime to, CancellationToken cancellationToken) =>
        (await ReadActivityAsync(from, to, template: null, cancellationToken)).ToDictionary(user => user.UserId, user => user.Seconds);

    /// <summary>The buckets of one half-hour.</summary>
    /// <param name="start">Its start.</param>
    /// <param name="withLatency">Whether to ask for latencies: once Coder changes them no more.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<List<UsageBucket>> ReadHalfHourAsync(DateTime start, bool withLatency, CancellationToken cancellationToken)
    {
        var users = await ReadActivityAsync(start, start + HalfHour, template: null, cancellationToken);
        var single = users.Where(user => user.TemplateIds is { Count: 1 }).ToLookup(user => user.TemplateIds![0]);
        var several = users.Where(user => user.TemplateIds is { Count: > 1 }).ToArray();
        var medians = withLatency && single.Count > 0 ? await ReadMediansAsync(start, template: null, cancellationToken) : [];
        var buckets = single.SelectMany(template => template.Select(user => Bucket(start, template.Key, user, medians))).ToList();
        foreach (var template in several.SelectMany(user => user.TemplateIds!).Distinct().Order())
        {
            var expected = several.Where(user => user.TemplateIds!.Contains(template)).Select(user => user.UserId).ToHashSet();
            var own = await ReadActivityAsync(start, start + HalfHour, template, cancellationToken);
            medians = withLatency ? await ReadMediansAsync(start, template, cancellationToken) : [];
            buckets.AddRange(own.Where(user => expected.Contains(user.UserId)).Select(user => Bucket(start, template, user, medians)));
        }

        return buckets;
    }

    private static UsageBucket Bucket(DateTime start, Guid template, UserActivity user, Dictionary<Guid, float> medians)
    {
        var minutes = (int)(user.Seconds / 60);
        return new UsageBucket(
            start, template, user.UserId, minutes, new Dictionary<string, int> { [UnknownApp] = minutes }, None, medians.TryGetValue(user.UserId, out var median) ? median : null);
    }

    private async Task<IReadOnlyList<UserActivity>> ReadActivityAsync(DateTime from, DateTime to, Guid? template, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync("insights/user-activity", InsightsRange.Query(from, to, template), ApiJson.Default.ActivityAnswer, cancellationToken);
        var users = answer.Report.Users ?? [];
        lock (_people)
        {
            foreach (var user in users)
            {
                _people[user.UserId] = ApiCatalog.Person(user.UserId, user.Username ?? "", user.AvatarUrl);
            }
        }

        return users;
    }

    // The median of the one value that a user has in a half-hour with one template is that value; who has none has -1.
    private async Task<Dictionary<Guid, float>> ReadMediansAsync(DateTime start, Guid? template, CancellationToken cancellationToken)
    {
        var answer = await api.GetAsync("insights/user-latency", InsightsRange.Query(start, start + HalfHour, template), ApiJson.Default.LatencyAnswer, cancellationToken);
        return (answer.Report.Users ?? []).Where(user => user.LatencyMs.P50 > 0).ToDictionary(user => user.UserId, user => (float)user.LatencyMs.P50);
    }
}
