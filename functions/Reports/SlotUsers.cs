namespace Insights.Functions.Reports;

/// <summary>
/// Counts distinct users in each of some slots. It relies on the order of the scan: the half-hours of a user ascend, so a user is new
/// to a slot exactly when the slot it was last counted in is another one.
/// </summary>
/// <param name="slots">How many slots there are.</param>
internal sealed class SlotUsers(int slots)
{
    private readonly int[] _count = new int[slots];
    private readonly List<int> _lastSlot = [];

    /// <summary>The distinct users of each slot.</summary>
    public IReadOnlyList<int> Counts => _count;

    public void Add(int user, int slot)
    {
        while (_lastSlot.Count <= user)
        {
            _lastSlot.Add(-1);
        }

        if (_lastSlot[user] != slot)
        {
            _lastSlot[user] = slot;
            _count[slot]++;
        }
    }
}
