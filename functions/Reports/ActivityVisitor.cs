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
            var used = bucket.UsageMinutes;
            if (used != 0)
            {
                minutes += BitOperations.PopCount(used);
                _templates.Add(user, bucket.Source.Template);
            }
        }

        _minutes[user] += Math.Min(minutes, HalfHour.Minutes);
    }

    public ActivityReport Report(IReadOnlyList<Guid> users)
    {
        var active = _minutes
            .Select((minutes, user) => (User: user, Minutes: minutes))
            .Where(one => one.Minutes > 0)
            .Select(one => new UserActivity(users[one.User], _templates.Of(one.User), one.Minutes * 60))
            .OrderBy(one => one.UserId)
            .ToArray();
        return new ActivityReport(active.SelectMany(one => one.TemplateIds).Distinct().Order().ToArray(), active);
    }
}
