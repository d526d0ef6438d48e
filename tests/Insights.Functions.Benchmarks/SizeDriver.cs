using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;

namespace Insights.Functions.Benchmarks;

/// <summary>How many bytes a user's day takes once it is sealed, keys and property names included.</summary>
internal static class SizeDriver
{
    // PartitionKey and RowKey as UTF-16, their names and the timestamp, as the service bills them; and the columns d0 and n.
    private const int RowOverhead = (41 * 2) + (31 * 2) + 4 + 40 + 30;

    public static void Run(BenchmarkTable table)
    {
        foreach (var users in new[] { 1, 10, 100, 1000 })
        {
            var random = new Random(users);
            var segment = Workday.Settled(Enumerable.Range(0, users).Select(_ => Workday.NewId(random)), new DateOnly(2026, 10, 1), random);
            var bytes = SegmentCodec.EncodeCompressed(segment).Length + RowOverhead;
            table.Row($"bytes a user-day, {users} users of a template", $"{(double)bytes / users:0} ({segment.BucketCount / users} buckets)", users < 100 ? "" : "<= 200");
        }

    }
}
