using Insights.Functions.Usage;

namespace Insights.Functions.Privacy;

/// <summary>The part of safe usage that is of some applications, and safe itself.</summary>
internal static class ChosenApps
{
    /// <summary>
    /// The minutes in the applications, at the start of their half-hours, and no latencies: those of whom there are any and who used an
    /// application may be fewer than either.
    /// </summary>
    public static UsageSegment Of(UsageSegment safe, AppChoice apps)
    {
        var builder = new UsageSegmentBuilder();
        for (var user = 0; user < safe.Users.Length; user++)
        {
            for (var bucket = safe.UserStarts[user]; bucket < safe.UserStarts[user + 1]; bucket++)
            {
                var halfHour = new HalfHour(safe.HalfHours[bucket]);
                var sessions = Chosen(safe.Sessions, bucket, safe.SessionNames, apps.HasSession);
                var others = Chosen(safe.Apps, bucket, safe.AppNames, apps.HasApp);
                var used = sessions.Concat(others).Aggregate(0u, (union, part) => union | part.Minutes);
                foreach (var (name, minutes) in sessions)
                {
                    builder.AddConnection(safe.Users[user], halfHour);
                    builder.AddSession(safe.Users[user], halfHour, name, PeopleFloor.Moved(minutes, used));
                }

                foreach (var (name, minutes) in others)
                {
                    builder.AddApp(safe.Users[user], halfHour, name, PeopleFloor.Moved(minutes, used));
                }
            }
        }

        return builder.Build();
    }

    private static (string Name, uint Minutes)[] Chosen(MaskColumn column, int bucket, string[] names, Func<string, bool> isChosen) =>
    [
        .. from place in Enumerable.Range(column.Starts[bucket], column.CountOf(bucket))
           where isChosen(names[column.Names[place]])
           select (names[column.Names[place]], column.Minutes[place]),
    ];
}
