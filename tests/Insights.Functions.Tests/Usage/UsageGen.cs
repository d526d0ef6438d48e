using CsCheck;
using Insights.Functions.Usage;

namespace Insights.Functions.Tests.Usage;

/// <summary>Random usage of one template over a few half-hours, users and names: small enough that everything collides.</summary>
internal static class UsageGen
{
    public static readonly Guid Template = new("aaaaaaaa-0000-0000-0000-000000000001");

    private static readonly Gen<Guid> Id = Gen.Int[0, 3].Select(number => new Guid(number * 0x01010101, 0, 0, [0, 0, 0, 0, 0, 0, 0, (byte)number]));
    private static readonly Gen<HalfHour> HalfHours = Gen.Int[0, 3].Select(number => new HalfHour(988_000 + number));
    private static readonly Gen<string> SessionNames = Gen.OneOf<string>("vscode", "ssh", "zed", "emacs_daemon", "unknown");
    private static readonly Gen<string> AppNames = Gen.OneOf<string>("code-server", "8080", AppMinutes.Terminal, "Ünïcode", "\U0001F600", "ｚ");
    private static readonly Gen<float> Latencies = Gen.OneOf(Gen.Const(0f), Gen.Const(-1f), Gen.Float[0.001f, 5000f]);

    private static readonly Gen<UsageEvent> AgentReports =
        from halfHour in HalfHours
        from user in Id
        from agent in Id
        from offset in Gen.OneOf(Gen.Int[0, HalfHour.Milliseconds - 1], Gen.Int[0, 2].Select(edge => edge * 60_000))
        from names in SessionNames.HashSet[0, 3]
        from connected in Gen.Bool
        from latency in Latencies
        select (UsageEvent)new AgentReport(Template, halfHour, user, agent, offset, names, connected, latency);

    private static readonly Gen<UsageEvent> Minutes =
        from halfHour in HalfHours
        from user in Id
        from name in AppNames
        from bits in Gen.UInt[0, (1u << 30) - 1]
        select (UsageEvent)new AppMinutes(Template, halfHour, user, name, new MinuteMask(bits));

    /// <summary>Any events of the template.</summary>
    public static readonly Gen<UsageEvent[]> Events = Gen.OneOf(AgentReports, AgentReports, Minutes).Array[0, 40];

    /// <summary>Any segment: of events, some of its buckets settled.</summary>
    public static readonly Gen<UsageSegment> Segments =
        from events in Events
        from settled in Gen.Select(Id, HalfHours, Gen.Float[0.001f, 5000f]).Array[0, 3]
        select Segment(events, settled);

    public static UsageSegment Segment(params IEnumerable<UsageEvent> events) => Segment(events, []);

    private static UsageSegment Segment(IEnumerable<UsageEvent> events, (Guid User, HalfHour HalfHour, float Median)[] settled)
    {
        var builder = new UsageSegmentBuilder();
        foreach (var one in events)
        {
            one.AddTo(builder);
        }

        foreach (var (user, halfHour, median) in settled)
        {
            builder.AddMedian(user, halfHour, median);
        }

        return builder.Build();
    }
}
