using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

internal sealed class ActivityVisitor(Guid[] templates) : IScanVisitor
{
    private readonly List<long> _minutes = [];
    private readonly TemplateSet _templates = new(templates);

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        while (_minutes.Count <= user)
        {
            _minutes.Add(0);
        }

        var minutes = 0;
        foreach (var bucket in buckets)
        {
            minutes += BitOperations.PopCount(bucket.UsageMinutes);
            _templates.Add(user, bucket.Source.Template);
        }

        _minutes[user] += Math.Min(minutes, HalfHour.Minutes);
    }

    public UserActivity[] Report(IReadOnlyList<Guid> users) =>
        [.. _minutes.Select((minutes, user) => new UserActivity(users[user], _templates.Of(user), minutes * 60)).Where(user => user.Seconds > 0)];
}
