using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>
/// Notes which rows a reading of usage consisted of. Rows never change, so their keys are enough; days may be read in any order, and at
/// once.
/// </summary>
internal sealed class UsageReads
{
    private readonly Lock _lock = new();
    private UInt128 _days;
    private UInt128 _erased;
    private bool _isLoose;

    /// <summary>All of it; null when a day of it may get other rows at any moment.</summary>
    public UInt128? Digest
    {
        get
        {
            lock (_lock)
            {
                return _isLoose ? null : new ContentDigest().Add(_days).Add(_erased).Value;
            }
        }
    }

    /// <summary>What a day of a template with these keys adds; nothing for a day without rows.</summary>
    public static UInt128 Of(Guid template, DateOnly day, IEnumerable<string> keys)
    {
        var sum = ContentDigest.Sum(keys.Select(ContentDigest.Of));
        return sum == UInt128.Zero ? sum : new ContentDigest().Add(template).Add(day.DayNumber).Add(sum).Value;
    }

    /// <summary>Notes who is left out of all that is read.</summary>
    public void Add(ErasedUsers erased)
    {
        lock (_lock)
        {
            _erased = ContentDigest.Sum(erased.Until.Select(user => new ContentDigest().Add(user.Key).Add(user.Value.Number).Value));
        }
    }

    /// <summary>Notes days.</summary>
    public void Add(UInt128 days)
    {
        lock (_lock)
        {
            _days = unchecked(_days + days);
        }
    }

    /// <summary>Notes that a day is not sealed.</summary>
    public void NoteLoose()
    {
        lock (_lock)
        {
            _isLoose = true;
        }
    }
}
