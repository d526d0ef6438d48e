namespace Insights.Functions.Usage;

/// <summary>The median latency of a bucket: the settled one, or else that of the samples taken in its usage minutes.</summary>
internal static class MedianLatency
{
    /// <summary>The median in milliseconds with 32-bit precision; NaN where there is none.</summary>
    public static float Of(UsageSegment segment, int bucket, uint usageMinutes)
    {
        if (!float.IsNaN(segment.Medians[bucket]))
        {
            return segment.Medians[bucket];
        }

        var samples = segment.Samples;
        var (from, to) = (samples.Starts[bucket], samples.Starts[bucket + 1]);
        if (from == to)
        {
            return float.NaN;
        }

        Span<float> values = to - from <= 256 ? stackalloc float[256] : new float[to - from];
        var count = 0;
        for (var i = from; i < to; i++)
        {
            if ((usageMinutes & MinuteMask.OfOffset(samples.Offsets[i]).Bits) != 0)
            {
                values[count++] = samples.Latencies[i];
            }
        }

        if (count == 0)
        {
            return float.NaN;
        }

        values = values[..count];
        values.Sort();
        return (float)(((double)values[(count - 1) / 2] + values[count / 2]) / 2);
    }
}
