namespace Insights.Functions.Reports;

/// <summary>A bucket where it lies in its segment.</summary>
internal readonly record struct BucketRef(ScanSource Source, int Bucket)
{
    /// <summary>The minutes it was used in; none: it does not count.</summary>
    public uint UsageMinutes => Source.Segment.UsageMinutes(Bucket);
}
