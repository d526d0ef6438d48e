using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Connection;

/// <summary>Gathers the median of every bucket that was measured, and where it belongs.</summary>
/// <param name="templates">The templates that template numbers count.</param>
internal sealed class ConnectionVisitor(Guid[] templates) : IScanVisitor
{
    private readonly MeasuredBuckets?[] _measured = new MeasuredBuckets?[templates.Length];
    private long _taken;
    private long _count;

    public SegmentColumns Columns => SegmentColumns.Latencies;

    // In the end the medians are put side by side once more.
    public long MemorySize => _taken + (sizeof(float) * _count);

    /// <summary>What was measured of each template, by its number; null where it has no bucket.</summary>
    public IReadOnlyList<MeasuredBuckets?> Measured => _measured;

    public Guid[] AllTemplates => templates;

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        foreach (var (source, bucket, minutes) in buckets)
        {
            Add(_measured[source.Template] ??= new(), MedianLatency.Of(source.Segment, bucket, minutes), halfHour);
        }
    }

    public void VisitAlone(int user, ScanSource source, int first, int end)
    {
        var measured = _measured[source.Template] ??= new();
        var segment = source.Segment;
        for (var bucket = first; bucket < end; bucket++)
        {
            if (segment.Used[bucket] != 0)
            {
                Add(measured, MedianLatency.Of(segment, bucket, segment.Used[bucket]), segment.HalfHours[bucket]);
            }
        }
    }

    private void Add(MeasuredBuckets measured, float median, int halfHour)
    {
        if (!float.IsNaN(median))
        {
            _count++;
            _taken += measured.Add(median, halfHour);
        }
    }
}
