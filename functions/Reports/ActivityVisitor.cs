using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

internal sealed class ActivityVisitor(Guid[] templates) : IScanVisitor
{
    private readonly List<long> _minutes = [];
    private readonly TemplateSet _templates = new(templates);

    public SegmentColumns Columns => SegmentColumns.Usage;

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        var minutes = 0;
        foreach (var bucket in buckets)
        {
            minutes += BitOperations.PopCount(bucket.UsageMinutes);
            _templates.Add(user, bucket.Source.Template);
        }

        Add(user, Math.Min(minutes, HalfHour.Minutes));
    }

    public void VisitAlone(int user, ScanSource source, int first, int end)
    {
        var minutes = 0;
        foreach (var used in source.Segment.Used.AsSpan(first, end - first))
        {
            minutes += BitOperations.PopCount(used);
        }

        _templates.Add(user, source.Template);
        Add(user, minutes);
    }

    public UserActivity[] Report(IReadOnlyList<Guid> users) =>
        [.. _minutes.Select((minutes, user) => new UserActivity(users[user], _templates.Of(user), minutes * 60)).Where(user => user.Seconds > 0)];

    private void Add(int user, int minutes)
    {
        while (_minutes.Count <= user)
        {
            _minutes.Add(0);
        }

        _minutes[user] += minutes;
    }
}
