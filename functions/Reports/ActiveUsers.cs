namespace Insights.Functions.Reports;

/// <summary>Counts distinct users and templates in each of some slots that follow one another.</summary>
internal sealed class ActiveUsers(Guid[] templates, IReadOnlyList<Slot> slots)
{
    private readonly SlotIndex _index = new(slots);
    private readonly SlotUsers _users = new(slots.Count);
    private readonly TemplateSet _templates = new(templates);

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        if (_index.Of(halfHour) is not (>= 0 and var slot))
        {
            return;
        }

        foreach (var bucket in buckets)
        {
            _templates.Add(slot, bucket.Source.Template);
        }

        _users.Add(user, slot);
    }

    /// <summary>The same for a user that used one template only on a day.</summary>
    public void VisitAlone(int user, ScanSource source, int first, int end)
    {
        var (halfHours, used) = (source.Segment.HalfHours, source.Segment.Used);
        var latest = -1;
        for (var bucket = first; bucket < end; bucket++)
        {
            if (used[bucket] != 0 && _index.Of(halfHours[bucket]) is >= 0 and var slot && slot != latest)
            {
                _templates.Add(slot, source.Template);
                _users.Add(user, slot);
                latest = slot;
            }
        }
    }

    public SlotUsage[] Report() => [.. slots.Select((slot, number) => new SlotUsage(slot, _templates.Of(number), _users.Counts[number]))];
}
