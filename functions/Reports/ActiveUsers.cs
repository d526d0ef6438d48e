using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>
/// Counts distinct users and templates in each of some slots that follow one another. It relies on the order of the scan: the
/// half-hours of a user ascend, so a user is new to a slot exactly when the slot it was last counted in is another one.
/// </summary>
internal sealed class ActiveUsers
{
    private readonly IReadOnlyList<Slot> _slots;
    private readonly int _first;
    private readonly int[] _slotOfHalfHour;
    private readonly int[] _count;
    private readonly TemplateSet _templates;
    private readonly List<int> _lastSlot = [];

    public ActiveUsers(Guid[] templates, IReadOnlyList<Slot> slots)
    {
        _slots = slots;
        _count = new int[slots.Count];
        _templates = new TemplateSet(templates);
        var ranges = slots.Select(slot => ReportRange.Between(slot.Start, slot.End)).ToArray();
        _first = ranges.Length == 0 ? 0 : ranges[0].First.Number;
        _slotOfHalfHour = new int[ranges.Length == 0 ? 0 : Math.Max(0, ranges[^1].End.Number - _first)];
        _slotOfHalfHour.AsSpan().Fill(-1);
        for (var slot = 0; slot < ranges.Length; slot++)
        {
            for (var halfHour = ranges[slot].First; halfHour < ranges[slot].End; halfHour = new HalfHour(halfHour.Number + 1))
            {
                _slotOfHalfHour[halfHour.Number - _first] = slot;
            }
        }
    }

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        var at = halfHour - _first;
        if ((uint)at >= (uint)_slotOfHalfHour.Length || _slotOfHalfHour[at] is not (>= 0 and var slot))
        {
            return;
        }

        while (_lastSlot.Count <= user)
        {
            _lastSlot.Add(-1);
        }

        foreach (var bucket in buckets)
        {
            _templates.Add(slot, bucket.Source.Template);
        }

        if (_lastSlot[user] != slot)
        {
            _lastSlot[user] = slot;
            _count[slot]++;
        }
    }

    public SlotUsage[] Report() => [.. _slots.Select((slot, index) => new SlotUsage(slot, _templates.Of(index), _count[index]))];
}
