namespace Insights.Functions.Storage;

/// <summary>For how long, and until how much, a group is open.</summary>
/// <param name="Wait">How long a group waits for others to join it.</param>
/// <param name="LongestWait">How long it waits for the group before: one that storage holds up does not hold up those that come after it.</param>
/// <param name="Full">From which size on a group is written at once.</param>
/// <param name="SizeOf">The size of an item.</param>
internal sealed record GroupTerms<T>(TimeSpan Wait, TimeSpan LongestWait, int Full, Func<T, int> SizeOf);
