using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

internal sealed class OverviewVisitor(Guid[] templates, SlotIndex slots) : IScanVisitor
{
    private readonly SlotUsers?[] _slotUsers = new SlotUsers?[templates.Length];
    private readonly TemplateSet _used = new(templates);
    private readonly long[] _minutes = new long[templates.Length];
    private long _allMinutes;
    private int _users;

    public SegmentColumns Columns => SegmentColumns.Usage;

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        // Users are numbered when they are visited first.
        _users = Math.Max(_users, user + 1);
        var slot = slots.Of(halfHour);
        var together = 0;
        foreach (var bucket in buckets)
        {
            var template = bucket.Source.Template;
            var minutes = BitOperations.PopCount(bucket.UsageMinutes);
            together += minutes;
            _minutes[template] += minutes;
            _used.Add(user, template);
            if (slot >= 0)
            {
                (_slotUsers[template] ??= new SlotUsers(slots.Slots.Count)).Add(user, slot);
            }
        }

        _allMinutes += Math.Min(together, HalfHour.Minutes);
    }

    public void VisitAlone(int user, ScanSource source, int first, int end)
    {
        _users = Math.Max(_users, user + 1);
        var (template, halfHours, used) = (source.Template, source.Segment.HalfHours, source.Segment.Used);
        var users = _slotUsers[template] ??= new SlotUsers(slots.Slots.Count);
        var (minutes, latest) = (0, -1);
        for (var bucket = first; bucket < end; bucket++)
        {
            minutes += BitOperations.PopCount(used[bucket]);
            if (used[bucket] != 0 && slots.Of(halfHours[bucket]) is >= 0 and var slot && slot != latest)
            {
                users.Add(user, slot);
                latest = slot;
            }
        }

        _used.Add(user, template);
        _minutes[template] += minutes;
        _allMinutes += minutes;
    }

    /// <summary>The report of this share of the users; every template is there, used or not.</summary>
    public OverviewReport Report()
    {
        var none = new int[slots.Slots.Count];
        var activeUsers = Enumerable.Range(0, _users).SelectMany(_used.Of).CountBy(template => template).ToDictionary();
        return new OverviewReport(_users, _allMinutes * 60,
        [
            .. templates.Select((template, number) => new TemplateOverview(
                template, activeUsers.GetValueOrDefault(template), _minutes[number] * 60, _slotUsers[number]?.Counts ?? none)),
        ]);
    }
}
