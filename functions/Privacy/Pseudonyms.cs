using Insights.Functions.Usage;

namespace Insights.Functions.Privacy;

/// <summary>Usage under other ids.</summary>
internal static class Pseudonyms
{
    /// <summary>The usage of a segment, of which each user has the id that <paramref name="nameOf"/> gives.</summary>
    public static UsageSegment Of(UsageSegment segment, Func<Guid, Guid> nameOf)
    {
        var builder = new UsageSegmentBuilder();
        for (var user = 0; user < segment.Users.Length; user++)
        {
            var name = nameOf(segment.Users[user]);
            for (var bucket = segment.UserStarts[user]; bucket < segment.UserStarts[user + 1]; bucket++)
            {
                var halfHour = new HalfHour(segment.HalfHours[bucket]);
                if (segment.Connected[bucket])
                {
                    builder.AddConnection(name, halfHour);
                }

                for (var i = segment.Sessions.Starts[bucket]; i < segment.Sessions.Starts[bucket + 1]; i++)
                {
                    builder.AddSession(name, halfHour, segment.SessionNames[segment.Sessions.Names[i]], new MinuteMask(segment.Sessions.Minutes[i]));
                }

                for (var i = segment.Apps.Starts[bucket]; i < segment.Apps.Starts[bucket + 1]; i++)
                {
                    builder.AddApp(name, halfHour, segment.AppNames[segment.Apps.Names[i]], new MinuteMask(segment.Apps.Minutes[i]));
                }

                if (!float.IsNaN(segment.Medians[bucket]))
                {
                    builder.AddMedian(name, halfHour, segment.Medians[bucket]);
                }
            }
        }

        return builder.Build();
    }
}
