namespace Insights.Functions.Usage;

/// <summary>For every bucket of a segment its latency samples, in order of (agent, time): flat columns and where each bucket's begin.</summary>
internal sealed class SampleColumn(int[] starts, int[] agents, int[] offsets, float[] latencies)
{
    /// <summary>Where the samples of bucket <c>i</c> begin; one more than there are buckets.</summary>
    public int[] Starts { get; } = starts;

    /// <summary>The index of each sample's agent in the segment's dictionary.</summary>
    public int[] Agents { get; } = agents;

    /// <summary>When each sample was taken, in milliseconds into the half-hour.</summary>
    public int[] Offsets { get; } = offsets;

    /// <summary>Each sample's latency in milliseconds, above 0.</summary>
    public float[] Latencies { get; } = latencies;

    /// <summary>How many samples a bucket has.</summary>
    public int CountOf(int bucket) => Starts[bucket + 1] - Starts[bucket];
}
