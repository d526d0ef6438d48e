using System.Runtime.InteropServices;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

internal sealed class LatencyVisitor(Guid[] templates) : IScanVisitor
{
    private readonly List<List<float>?> _medians = [];
    private readonly TemplateSet _templates = new(templates);

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        while (_medians.Count <= user)
        {
            _medians.Add(null);
        }

        var medians = _medians[user] ??= [];
        foreach (var bucket in buckets)
        {
            _templates.Add(user, bucket.Source.Template);
            var median = MedianLatency.Of(bucket.Source.Segment, bucket.Bucket, bucket.UsageMinutes);
            if (!float.IsNaN(median))
            {
                medians.Add(median);
            }
        }
    }

    public IReadOnlyList<UserLatency> Report(IReadOnlyList<Guid> users)
    {
        var active = new List<UserLatency>();
        for (var user = 0; user < _medians.Count; user++)
        {
            if (_medians[user] is { } medians)
            {
                var sorted = CollectionsMarshal.AsSpan(medians);
                sorted.Sort();
                active.Add(new UserLatency(
                    users[user],
                    _templates.Of(user),
                    sorted.IsEmpty ? -1 : Percentile.Of(sorted, 0.5),
                    sorted.IsEmpty ? -1 : Percentile.Of(sorted, 0.95)));
            }
        }

        return active;
    }
}
