namespace Insights.Functions.Usage;

/// <summary>A latency sample that is being put in its place: ordered by (bucket, agent, time) and then by latency.</summary>
internal readonly record struct PendingSample(int Bucket, int Agent, int Offset, float Latency) : IComparable<PendingSample>
{
    /// <summary>Whether both are reports under one identity.</summary>
    public bool HasIdentityOf(PendingSample other) => Bucket == other.Bucket && Agent == other.Agent && Offset == other.Offset;

    public int CompareTo(PendingSample other) =>
        Bucket != other.Bucket ? Bucket.CompareTo(other.Bucket)
        : Agent != other.Agent ? Agent.CompareTo(other.Agent)
        : Offset != other.Offset ? Offset.CompareTo(other.Offset)
        : Latency.CompareTo(other.Latency);
}
