using System.Numerics;
using System.Runtime.InteropServices;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>The days of one user.</summary>
public static class UserDaysReport
{
    /// <summary>How long the user was active on each day, and with what latency, as one of the reports of a scan of usage that is that user's alone.</summary>
    internal static PendingReport<IReadOnlyList<UserDay>> In(ReportScan scan, ReportRange range, IReadOnlyList<Slot> days)
    {
        var index = new SlotIndex(days);
        return scan.Add(range, _ => new Visitor(index, days.Count), (visitor, _) => visitor, shares => Sum(shares, days));
    }

    private static IReadOnlyList<UserDay> Sum(Visitor[] shares, IReadOnlyList<Slot> days)
    {
        var (minutes, medians) = (new long[days.Count], new List<float>[days.Count]);
        foreach (var visitor in shares)
        {
            for (var day = 0; day < minutes.Length; day++)
            {
                minutes[day] += visitor.Minutes[day];
                (medians[day] ??= []).AddRange(visitor.Medians[day] ?? []);
            }
        }

        return [.. days.Select((day, number) => new UserDay(day, minutes[number] * 60, PercentileOf(medians[number], 0.5), PercentileOf(medians[number], 0.95)))];
    }

    private static double PercentileOf(List<float>? medians, double fraction)
    {
        if (medians is not { Count: > 0 })
        {
            return -1;
        }

        var sorted = CollectionsMarshal.AsSpan(medians);
        sorted.Sort();
        return Percentile.Of(sorted, fraction);
    }

    private sealed class Visitor(SlotIndex index, int days) : IScanVisitor
    {
        public SegmentColumns Columns => SegmentColumns.Latencies;

        public long[] Minutes { get; } = new long[days];

        public List<float>?[] Medians { get; } = new List<float>?[days];

        public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
        {
            if (index.Of(halfHour) is not (>= 0 and var day))
            {
                return;
            }

            var minutes = 0;
            foreach (var bucket in buckets)
            {
                minutes += BitOperations.PopCount(bucket.UsageMinutes);
                var median = MedianLatency.Of(bucket.Source.Segment, bucket.Bucket, bucket.UsageMinutes);
                if (!float.IsNaN(median))
                {
                    (Medians[day] ??= []).Add(median);
                }
            }

            Minutes[day] += Math.Min(minutes, HalfHour.Minutes);
        }
    }
}
