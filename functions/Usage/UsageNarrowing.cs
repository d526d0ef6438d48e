namespace Insights.Functions.Usage;

/// <summary>
/// What a report is to see of usage: that of some users, in some applications. What is narrowed is usage like any other, so no report
/// knows of it: a bucket has the minutes of the applications that are chosen alone, and is not there without any.
/// </summary>
/// <param name="Users">The users, ascending; null for everybody.</param>
/// <param name="Apps">The applications; null for all.</param>
public sealed record UsageNarrowing(IReadOnlyList<Guid>? Users, AppChoice? Apps)
{
    /// <summary>The narrowed usage of a segment: for reports, not to be stored or merged.</summary>
    internal UsageSegment Of(UsageSegment segment) => Of(segment, 0, segment.Users.Length);

    /// <summary>The narrowed usage of the users of a segment from one place to before another.</summary>
    /// <remarks>
    /// The median latency of a bucket is that of all its minutes. It is worked out here, so that it does not depend on whether the bucket
    /// is settled, when its samples are gone.
    /// </remarks>
    internal UsageSegment Of(UsageSegment segment, int first, int end)
    {
        var isSession = Apps is null ? null : Array.ConvertAll(segment.SessionNames, Apps.HasSession);
        var isApp = Apps is null ? null : Array.ConvertAll(segment.AppNames, Apps.HasApp);
        var (users, userStarts) = (new List<Guid>(), new List<int>());
        var (halfHours, connected, medians) = (new List<int>(), new List<bool>(), new List<float>());
        var (sessions, apps) = (new MaskColumnCopy(segment.Sessions, isSession), new MaskColumnCopy(segment.Apps, isApp));
        foreach (var user in Places(segment.Users, first, end))
        {
            var before = halfHours.Count;
            for (var bucket = segment.UserStarts[user]; bucket < segment.UserStarts[user + 1]; bucket++)
            {
                var hasSession = segment.Connected[bucket] && sessions.Copy(bucket);
                if (apps.Copy(bucket) || hasSession)
                {
                    halfHours.Add(segment.HalfHours[bucket]);
                    connected.Add(hasSession);
                    medians.Add(MedianLatency.Of(segment, bucket, segment.Used[bucket]));
                    sessions.EndBucket();
                    apps.EndBucket();
                }
            }

            if (halfHours.Count > before)
            {
                users.Add(segment.Users[user]);
                userStarts.Add(before);
            }
        }

        return new UsageSegment(
            [.. users], [], segment.SessionNames, segment.AppNames, [.. userStarts, halfHours.Count], [.. halfHours], [.. connected], [.. medians],
            sessions.ToColumn(), apps.ToColumn(), new SampleColumn(new int[halfHours.Count + 1], [], [], []));
    }

    // Both lists ascend. Of few users among many, each is searched for.
    private IEnumerable<int> Places(Guid[] users, int first, int end)
    {
        if (Users is null)
        {
            return Enumerable.Range(first, end - first);
        }

        return Users.Select(user => Array.BinarySearch(users, first, end - first, user)).Where(place => place >= 0);
    }
}
