using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>In which of some slots that follow one another a half-hour lies.</summary>
internal sealed class SlotIndex
{
    private readonly int _first;
    private readonly int[] _slotOfHalfHour;

    public SlotIndex(IReadOnlyList<Slot> slots)
    {
        Slots = slots;
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

    /// <summary>The slots.</summary>
    public IReadOnlyList<Slot> Slots { get; }

    /// <summary>The number of the slot that a half-hour lies in; -1 for none.</summary>
    public int Of(int halfHour) => (uint)(halfHour - _first) < (uint)_slotOfHalfHour.Length ? _slotOfHalfHour[halfHour - _first] : -1;
}
