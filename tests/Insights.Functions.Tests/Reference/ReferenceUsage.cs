namespace Insights.Functions.Tests.Reference;

/// <summary>All usage buckets of a scenario, and the arithmetic over some of them.</summary>
public static class ReferenceUsage
{
    public static List<ReferenceBucket> BucketsOf(Given given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var buckets = new Dictionary<(string TemplateId, long HalfHour, string UserId), ReferenceBucket>();
        foreach (var stat in given.AgentStats)
        {
            Bucket(stat.TemplateId, stat.CreatedAt.ToUnixTimeSeconds() / 1800, stat.UserId).Add(stat);
        }

        foreach (var stat in given.AppStats)
        {
            var templateId = stat.TemplateId ?? TemplateOfWorkspace(given, stat.WorkspaceId);
            var first = stat.StartedAt.ToUnixTimeSeconds() / 60;
            var last = stat.EndedAt.AddMicroseconds(-1).ToUnixTimeSeconds() / 60;
            for (var minute = first; minute <= last; minute++)
            {
                Bucket(templateId, minute / 30, stat.UserId).AddAppMinute(stat.Name, minute);
            }
        }

        return [.. buckets.Values.Where(bucket => bucket.UsageMinutes().Count > 0)];

        ReferenceBucket Bucket(string templateId, long halfHour, string userId)
        {
            if (!buckets.TryGetValue((templateId, halfHour, userId), out var bucket))
            {
                bucket = new ReferenceBucket(templateId, halfHour, userId);
                buckets[(templateId, halfHour, userId)] = bucket;
            }

            return bucket;
        }
    }

    public static List<ReferenceBucket> InRange(
        IEnumerable<ReferenceBucket> buckets, DateTimeOffset start, DateTimeOffset end, IReadOnlySet<string> templateIds) =>
        [.. buckets.Where(bucket => bucket.Start >= start && bucket.End <= end
            && (templateIds.Count == 0 || templateIds.Contains(bucket.TemplateId)))];

    /// <summary>Minutes summed over templates, at most 30 for each user and half-hour.</summary>
    public static long CappedMinutes(IEnumerable<ReferenceBucket> buckets, Func<ReferenceBucket, int> minutesOf)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        var sums = new Dictionary<(string UserId, long HalfHour), int>();
        foreach (var bucket in buckets)
        {
            var key = (bucket.UserId, bucket.HalfHour);
            sums[key] = sums.GetValueOrDefault(key) + minutesOf(bucket);
        }

        return sums.Values.Sum(minutes => (long)Math.Min(minutes, 30));
    }

    public static string TemplateOfWorkspace(Given given, string workspaceId)
    {
        GivenBuild? newest = null;
        foreach (var build in given.Builds)
        {
            if (build.WorkspaceId == workspaceId && (newest is null || build.IsNewerThan(newest)))
            {
                newest = build;
            }
        }

        return newest?.TemplateId
            ?? throw new InvalidDataException($"An app stat names no template and its workspace {workspaceId} has no build.");
    }
}
