namespace Insights.Functions.Usage;

/// <summary>Goes through the users of a day: what is not unpacked yet is unpacked a part at a time.</summary>
internal sealed class TemplateDayReader(UsageSegment? usage, DenseReader? dense)
{
    /// <summary>How many users are unpacked at once: some thousand buckets.</summary>
    private const int UsersOfPart = 128;

    /// <summary>A segment that has the user of a place, and the places that its users have: from, and to before.</summary>
    /// <param name="user">The place: in order from one call to the next.</param>
    /// <param name="end">Before which place it may end.</param>
    public (UsageSegment Part, int First, int End) PartFrom(int user, int end)
    {
        if (dense is null)
        {
            return (usage!, 0, usage!.Users.Length);
        }

        dense.SkipTo(user);
        var users = Math.Min(UsersOfPart, end - user);
        return (dense.Read(users), user, user + users);
    }
}
