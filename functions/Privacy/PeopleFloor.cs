using Insights.Functions.Usage;

namespace Insights.Functions.Privacy;

/// <summary>
/// The floor. Usage consists of parts: what was done with one template in one half-hour with one application. Each part that fewer people
/// had a share in is taken out, whole, before any report is made; what is left is all that any question can be answered from. So there is
/// no remainder that a sum could be compared with, and the difference of two answers is made of parts that are large enough, each of them.
/// </summary>
internal static class PeopleFloor
{
    /// <summary>The usage of a day of a template that is left, by those who count.</summary>
    /// <param name="segment">The usage.</param>
    /// <param name="counts">Whether somebody counts; of others nothing is left.</param>
    /// <param name="floor">How many people must have a share in a part.</param>
    /// <remarks>
    /// It says how many minutes, and how many of them at once with two applications, but no longer which: minutes are moved to the start
    /// of their half-hour. A minute has fewer people in it than its half-hour. Latencies are left where enough people have one.
    /// </remarks>
    public static UsageSegment Of(UsageSegment segment, Func<Guid, bool> counts, int floor)
    {
        var sessions = new PartCounts(segment.SessionNames.Length, floor);
        var apps = new PartCounts(segment.AppNames.Length, floor);
        var counted = Array.ConvertAll(segment.Users, user => counts(user));
        foreach (var (_, bucket) in Buckets(segment, counted))
        {
            if (segment.Connected[bucket])
            {
                sessions.Count(segment.HalfHours[bucket], segment.Sessions, bucket);
            }

            apps.Count(segment.HalfHours[bucket], segment.Apps, bucket);
        }

        var builder = new UsageSegmentBuilder();
        var measured = new List<(int User, int HalfHour, float Median)>();
        foreach (var (user, bucket) in Buckets(segment, counted))
        {
            var halfHour = new HalfHour(segment.HalfHours[bucket]);
            var bySession = segment.Connected[bucket] ? sessions.LeftOf(halfHour.Number, segment.Sessions, bucket) : [];
            var byApp = apps.LeftOf(halfHour.Number, segment.Apps, bucket);
            var used = bySession.Concat(byApp).Aggregate(0u, (union, part) => union | part.Minutes);
            foreach (var (name, minutes) in bySession)
            {
                builder.AddConnection(segment.Users[user], halfHour);
                builder.AddSession(segment.Users[user], halfHour, segment.SessionNames[name], Moved(minutes, used));
            }

            foreach (var (name, minutes) in byApp)
            {
                builder.AddApp(segment.Users[user], halfHour, segment.AppNames[name], Moved(minutes, used));
            }

            if (used != 0 && MedianLatency.Of(segment, bucket, segment.Used[bucket]) is var median && !float.IsNaN(median))
            {
                measured.Add((user, halfHour.Number, median));
            }
        }

        foreach (var (user, halfHour, median) in measured.GroupBy(value => value.HalfHour).Where(part => part.Count() >= floor).SelectMany(part => part))
        {
            builder.AddMedian(segment.Users[user], new HalfHour(halfHour), median);
        }

        return builder.Build();
    }

    private static IEnumerable<(int User, int Bucket)> Buckets(UsageSegment segment, bool[] counted)
    {
        for (var user = 0; user < counted.Length; user++)
        {
            for (var bucket = segment.UserStarts[user]; counted[user] && bucket < segment.UserStarts[user + 1]; bucket++)
            {
                yield return (user, bucket);
            }
        }
    }

    /// <summary>Of the minutes that were used at all, which these are: the first, if the first of them is among these, and so on.</summary>
    internal static MinuteMask Moved(uint minutes, uint used)
    {
        var (moved, place) = (0u, 0);
        for (; used != 0; used &= used - 1, place++)
        {
            if ((minutes & used & (~used + 1)) != 0)
            {
                moved |= 1u << place;
            }
        }

        return new MinuteMask(moved);
    }
}
