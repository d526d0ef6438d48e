namespace Insights.Functions.Usage;

/// <summary>
/// Users whose usage was erased, each up to a half-hour. Whoever reads or rewrites segments leaves that usage out, so that a message
/// that is delivered again after the erasure brings nothing back. What a user does later is new usage.
/// </summary>
public sealed class ErasedUsers
{
    private readonly IReadOnlyDictionary<Guid, HalfHour> _until;

    /// <summary>Each erased user with the last half-hour that was erased.</summary>
    public ErasedUsers(IReadOnlyDictionary<Guid, HalfHour> until) => _until = until;

    /// <summary>Nobody.</summary>
    public static ErasedUsers Nobody { get; } = new(new Dictionary<Guid, HalfHour>());

    /// <summary>Each of them with the last half-hour that was erased.</summary>
    internal IReadOnlyDictionary<Guid, HalfHour> Until => _until;

    /// <summary>Whether the user's usage in a half-hour was erased.</summary>
    public bool Contains(Guid user, HalfHour halfHour) => _until.TryGetValue(user, out var last) && halfHour <= last;

    /// <summary>The same of a segment as memory keeps it.</summary>
    internal bool AnyOf(DenseSegment segment)
    {
        foreach (var (user, last) in _until)
        {
            var index = Array.BinarySearch(segment.Users, user);
            if (index >= 0 && segment.FirstOf(index) <= last)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a segment holds anything that was erased.</summary>
    internal bool AnyOf(UsageSegment segment)
    {
        foreach (var (user, last) in _until)
        {
            var index = Array.BinarySearch(segment.Users, user);
            if (index >= 0 && segment.HalfHours[segment.UserStarts[index]] <= last.Number)
            {
                return true;
            }
        }

        return false;
    }
}
