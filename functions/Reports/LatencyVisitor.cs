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

        foreach (var bucket in buckets)
        {
            var used = bucket.UsageMinutes;
            if (used == 0)
            {
                continue;
            }

            var medians = _medians[user] ??= [];
            _templates.Add(user, bucket.Source.Template);
            var median = MedianLatency.Of(bucket.Source.Segment, bucket.Bucket, used);
            if (!float.IsNaN(median))
            {
                medians.Add(median);
            }
        }
    }

    public LatencyReport Report(IReadOnlyList<Guid> users)
    {
        var active = new List<UserLatency>();
        for (var user = 0; user < _medians.Count; user++)
        {
            if (_medians[user] is { } medians)
            {
                medians.Sort();
                var sorted = CollectionsMarshal.AsSpan(medians);
                active.Add(new UserLatency(
                    users[user],
                    _templates.Of(user),
                    sorted.IsEmpty ? -1 : Percentile.Of(sorted, 0.5),
                    sorted.IsEmpty ? -1 : Percentile.Of(sorted, 0.95)));
            }
        }

        active.Sort(static (left, right) => left.UserId.CompareTo(right.UserId));
        return new LatencyReport(active.SelectMany(one => one.TemplateIds).Distinct().Order().ToArray(), active);
    }
}
