namespace Insights.Functions.Reports.Adoption;

/// <summary>In which of some slots somebody was active.</summary>
/// <param name="slots">How many slots there are.</param>
internal sealed class SlotBits(int slots)
{
    private readonly ulong[] _bits = new ulong[(slots + 63) / 64];

    /// <summary>Whether somebody was active in a slot; in one before the first nobody was.</summary>
    public bool this[int slot] => slot >= 0 && (_bits[slot / 64] & (1ul << (slot % 64))) != 0;

    /// <summary>Somebody was active in a slot; -1 is none of them.</summary>
    public void Set(int slot)
    {
        if (slot >= 0)
        {
            _bits[slot / 64] |= 1ul << (slot % 64);
        }
    }

    /// <summary>What is in the other one too.</summary>
    public void Or(SlotBits other)
    {
        for (var word = 0; word < _bits.Length; word++)
        {
            _bits[word] |= other._bits[word];
        }
    }
}
