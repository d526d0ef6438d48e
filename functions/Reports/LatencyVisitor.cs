using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

internal sealed class LatencyVisitor(Guid[] templates) : IScanVisitor
{
    private readonly List<MedianList> _medians = [];
    private readonly TemplateSet _templates = new(templates);
    private long _taken;

    public SegmentColumns Columns => SegmentColumns.Latencies;

    public long MemorySize => _taken;

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        var medians = MediansOf(user);
        foreach (var (source, bucket, minutes) in buckets)
        {
            _templates.Add(user, source.Template);
            Add(medians, MedianLatency.Of(source.Segment, bucket, minutes));
        }
    }

    public void VisitAlone(int user, ScanSource source, int first, int end)
    {
        var medians = MediansOf(user);
        _templates.Add(user, source.Template);
        var used = source.Segment.Used;
        for (var bucket = first; bucket < end; bucket++)
        {
            if (used[bucket] != 0)
            {
                Add(medians, MedianLatency.Of(source.Segment, bucket, used[bucket]));
            }
        }
    }

    public IReadOnlyList<UserLatency> Report(IReadOnlyList<Guid> users)
    {
        var active = new UserLatency[_medians.Count];
        var values = new float[_medians.Count == 0 ? 0 : _medians.Max(medians => medians.Count)];
        for (var user = 0; user < active.Length; user++)
        {
            _medians[user].CopyTo(values);
            var (p50, p95) = Percentile.OfUnsorted(values.AsSpan(0, _medians[user].Count));
            active[user] = new UserLatency(users[user], _templates.Of(user), p50, p95);
        }

        return active;
    }

    // Users are numbered when they are visited first.
    private MedianList MediansOf(int user)
    {
        while (_medians.Count <= user)
        {
            _medians.Add(new());
        }

        return _medians[user];
    }

    private void Add(MedianList medians, float median)
    {
        if (!float.IsNaN(median))
        {
            _taken += medians.Add(median);
        }
    }
}
