using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Connection;

/// <summary>Gathers the median of every bucket that was measured, and where it belongs.</summary>
internal sealed class ConnectionVisitor(Guid[] templates) : IScanVisitor
{
    private readonly bool[] _templatesSeen = new bool[templates.Length];

    public SegmentColumns Columns => SegmentColumns.Latencies;

    public List<float> Medians { get; } = [];

    /// <summary>For each median its half-hour and template.</summary>
    public List<(int HalfHour, int Template)> Places { get; } = [];

    public Guid[] AllTemplates => templates;

    public IEnumerable<Guid> Templates => templates.Where((_, template) => _templatesSeen[template]);

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        foreach (var bucket in buckets)
        {
            var template = bucket.Source.Template;
            _templatesSeen[template] = true;
            var median = MedianLatency.Of(bucket.Source.Segment, bucket.Bucket, bucket.UsageMinutes);
            if (!float.IsNaN(median))
            {
                Medians.Add(median);
                Places.Add((halfHour, template));
            }
        }
    }
}
