using System.Numerics;
using System.Runtime.InteropServices;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Behind;

internal sealed class CellVisitor(Guid[] templates, LocalHours? hours, LatencyCell? latency) : IScanVisitor
{
    private readonly List<long> _minutes = [];
    private readonly List<List<float>> _medians = [];
    private readonly TemplateSet _templates = new(templates);
    private long _measured;

    public SegmentColumns Columns => latency is null ? SegmentColumns.Usage : SegmentColumns.Latencies;

    // A list has up to twice the room that it needs.
    public long MemorySize => 2 * sizeof(float) * _measured;

    public void Meet(int user, Guid id)
    {
        _minutes.Add(0);
        _medians.Add([]);
    }

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        if (hours?.Contains(halfHour) == false)
        {
            return;
        }

        var minutes = 0;
        foreach (var bucket in buckets)
        {
            if (latency is not null)
            {
                var median = MedianLatency.Of(bucket.Source.Segment, bucket.Bucket, bucket.UsageMinutes);
                if (!latency.Contains(median))
                {
                    continue;
                }

                _medians[user].Add(median);
                _measured++;
            }

            minutes += BitOperations.PopCount(bucket.UsageMinutes);
            _templates.Add(user, bucket.Source.Template);
        }

        _minutes[user] += Math.Min(minutes, HalfHour.Minutes);
    }

    public IReadOnlyList<PersonBehind> Report(IReadOnlyList<Guid> users) =>
    [
        .. Enumerable.Range(0, _minutes.Count).Where(user => _minutes[user] > 0).Select(user => new PersonBehind(users[user], _templates.Of(user))
        {
            Seconds = _minutes[user] * 60,
            HalfHours = latency is null ? null : _medians[user].Count,
            Latency = latency is null ? null : Percentile.OfUnsorted(CollectionsMarshal.AsSpan(_medians[user])),
        }),
    ];
}
