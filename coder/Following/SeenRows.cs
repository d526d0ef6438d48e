namespace Insights.Coder.Following;

/// <summary>
/// The ids of rows that were sent, as long as they may be read again: reading overlaps, because rows come late. Forgetting one is harmless.
/// </summary>
internal sealed class SeenRows
{
    private static readonly long Slot = TimeSpan.FromMinutes(10).Ticks;

    private readonly SortedDictionary<long, HashSet<Guid>> _slots = [];

    /// <summary>Whether a row was sent.</summary>
    public bool Contains(DateTime at, Guid id) => _slots.TryGetValue(at.Ticks / Slot, out var ids) && ids.Contains(id);

    /// <summary>Remembers a row.</summary>
    public void Add(DateTime at, Guid id)
    {
        var slot = at.Ticks / Slot;
        if (!_slots.TryGetValue(slot, out var ids))
        {
            _slots[slot] = ids = [];
        }

        ids.Add(id);
    }

    /// <summary>Forgets the rows before a time.</summary>
    public void Forget(DateTime before)
    {
        while (_slots.Count > 0 && _slots.Keys.First() is var first && (first + 1) * Slot <= before.Ticks)
        {
            _slots.Remove(first);
        }
    }
}
