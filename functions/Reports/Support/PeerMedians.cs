namespace Insights.Functions.Reports.Support;

/// <summary>Compares the usage of people with that of the others in their groups.</summary>
internal sealed class PeerMedians
{
    /// <summary>Of how many active members a group must have a median to be compared with.</summary>
    private const int MinActive = 5;

    /// <summary>How much of the median is little: a quarter.</summary>
    private const double Little = 0.25;

    private readonly IReadOnlyDictionary<Guid, long> _seconds;
    private readonly ILookup<Guid, PeerMedian> _groups;

    /// <param name="peers">The groups.</param>
    /// <param name="seconds">The usage of everybody who has any.</param>
    public PeerMedians(IReadOnlyList<PeerGroup> peers, IReadOnlyDictionary<Guid, long> seconds)
    {
        _seconds = seconds;
        _groups = peers
            .Select(group => (Group: group, Active: group.Members.Where(seconds.ContainsKey).Distinct().ToArray()))
            .Where(group => group.Active.Length >= MinActive)
            .SelectMany(group =>
            {
                float[] sorted = [.. group.Active.Select(member => (float)seconds[member]).Order()];
                var median = new PeerMedian(group.Group, Percentile.Of(sorted, 0.5));
                return group.Active.Select(member => (Member: member, Median: median));
            })
            .ToLookup(member => member.Member, member => member.Median);
    }

    /// <summary>The group that a user has a quarter or less of; of several the one with the highest median, then the first by id. Null for none.</summary>
    public PeerMedian? Of(Guid user) => _seconds.TryGetValue(user, out var seconds)
        ? _groups[user].Where(group => seconds <= group.Seconds * Little).OrderByDescending(group => group.Seconds).ThenBy(group => group.Group.Id).FirstOrDefault()
        : null;
}
