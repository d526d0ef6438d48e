using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

internal sealed class OverviewVisitor(Guid[] templates, IReadOnlyList<Slot> slots) : IScanVisitor
{
    private readonly ActiveUsers[] _slotUsers = [.. templates.Select(_ => new ActiveUsers(templates, slots))];
    private readonly TemplateSet _used = new(templates);
    private readonly long[] _minutes = new long[templates.Length];
    private long _allMinutes;
    private int _users;

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        // Users are numbered when they are visited first.
        _users = Math.Max(_users, user + 1);
        var together = 0;
        for (var index = 0; index < buckets.Length; index++)
        {
            var template = buckets[index].Source.Template;
            var minutes = BitOperations.PopCount(buckets[index].UsageMinutes);
            together += minutes;
            _minutes[template] += minutes;
            _used.Add(user, template);
            _slotUsers[template].Visit(user, halfHour, buckets.Slice(index, 1));
        }

        _allMinutes += Math.Min(together, HalfHour.Minutes);
    }

    /// <summary>The report of this share of the users; every template is there, used or not.</summary>
    public OverviewReport Report()
    {
        var activeUsers = Enumerable.Range(0, _users).SelectMany(_used.Of).CountBy(template => template).ToDictionary();
        return new OverviewReport(_users, _allMinutes * 60,
        [
            .. templates.Select((template, number) => new TemplateOverview(
                template,
                activeUsers.GetValueOrDefault(template),
                _minutes[number] * 60,
                [.. _slotUsers[number].Report().Select(slot => slot.ActiveUsers)])),
        ]);
    }
}
