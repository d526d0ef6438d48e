using Insights.Coder.Items;
using Insights.Functions.Usage;

namespace Insights.Functions.Sources;

/// <summary>Usage that a source read as counts, as buckets.</summary>
internal static class CountedUsage
{
    /// <summary>The buckets; of those that contradict themselves only <paramref name="refuse"/> is told.</summary>
    public static IEnumerable<CountedBucket> Of(IEnumerable<UsageBucket> buckets, Action refuse)
    {
        foreach (var bucket in buckets)
        {
            if (CountedBucket.TryCreate(
                bucket.TemplateId,
                HalfHour.Of(bucket.StartTime),
                bucket.UserId,
                bucket.UsageMins,
                bucket.SessionAppMins,
                bucket.AppUsageMins,
                bucket.MedianLatencyMs,
                out var counted,
                out _))
            {
                yield return counted;
            }
            else
            {
                refuse();
            }
        }
    }
}
