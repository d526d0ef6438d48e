using Insights.Functions.Usage;

namespace Insights.Functions.Tests.Shared;

/// <summary>
/// Working days of users: eight active hours in sessions of half an hour to three hours, three apps, latency in every half-hour.
/// </summary>
internal static class Workday
{
    private static readonly string[] SessionApps = ["vscode", "jetbrains", "ssh", "cursor", "reconnecting_pty"];
    private static readonly string[] WorkspaceApps = ["code-server", "jupyter", "grafana"];

    /// <summary>A user's day as it is stored once it is settled.</summary>
    public static void AddSettled(UsageSegmentBuilder segment, Guid user, DateOnly day, Random random)
    {
        foreach (var (halfHour, session, minutes, app) in HalfHours(day, random))
        {
            segment.AddSession(user, halfHour, session, minutes);
            segment.AddConnection(user, halfHour);
            if (app is not null)
            {
                segment.AddApp(user, halfHour, app, minutes);
            }

            segment.AddMedian(user, halfHour, 20 + (random.NextSingle() * 180));
        }
    }

    /// <summary>Which sessions and apps a user has in which minutes of the half-hours of a day.</summary>
    public static IEnumerable<(HalfHour HalfHour, string Session, MinuteMask Minutes, string? App)> HalfHours(DateOnly day, Random random)
    {
        var apps = random.GetItems(SessionApps, 2);
        var app = WorkspaceApps[random.Next(WorkspaceApps.Length)];
        var start = HalfHour.FirstOf(day).Start.AddMinutes(random.Next(6 * 60, 10 * 60));
        for (var left = 8 * 60; left > 0;)
        {
            var length = Math.Min(left, random.Next(30, 181));
            var (session, withApp) = (apps[random.Next(2)], random.Next(3) == 0);
            foreach (var part in AppMinutes.Of(Guid.Empty, Guid.Empty, "", start, start.AddMinutes(length)))
            {
                yield return (part.HalfHour, session, part.Minutes, withApp ? app : null);
            }

            left -= length;
            start = start.AddMinutes(length + random.Next(5, 61));
        }
    }

    /// <summary>Ids that are as random as real ones, and the same in every run.</summary>
    public static Guid NewId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>The settled day of some users of one template.</summary>
    public static UsageSegment Settled(IEnumerable<Guid> users, DateOnly day, Random random)
    {
        var builder = new UsageSegmentBuilder();
        foreach (var user in users)
        {
            AddSettled(builder, user, day, random);
        }

        return builder.Build();
    }
}
